"""How a stock voice is moved towards a speaker: pitch inside the model, colour by a filter, level by a factor."""

import numpy as np

from ..mel import mel_filters
from .kokoro import RATE_HZ, UNMOVED

DEVIATION_RANGE = (0.6, 1.5)
"""Intonation is never flattened or exaggerated beyond this, whatever a noisy measurement says."""
LONGEST_SHIFT = 0.7
"""One octave in ln Hz: further away the measurement is more likely wrong than the voice."""
COLOUR_SHARE = 0.5
"""Half the way: the rest of the difference is the speaker's microphone and words (measured: 0.8 sounds hollow)."""
COLOUR_LIMIT = 2.5
"""In ln power (11 dB), before the share."""
TAPS = 257
LOUDNESS_RANGE = (-30.0, -16.0)
"""dBFS of voiced frames: audible at one end, no clipping at the other."""
DEFAULT_LOUDNESS = -20.0


def pitch_line(speaker: np.ndarray | None, stock: np.ndarray) -> tuple[float, float]:
    """Intercept and slope that give ln F0 of a stock voice a speaker's mean and SD; both are [mean, SD] of ln F0."""
    if speaker is None:
        return UNMOVED
    slope = float(np.clip(speaker[1] / max(float(stock[1]), 1e-3), *DEVIATION_RANGE))
    target = stock[0] + float(np.clip(speaker[0] - stock[0], -LONGEST_SHIFT, LONGEST_SHIFT))
    return float(target - slope * stock[0]), slope


def colour_filter(speaker: np.ndarray | None, stock: np.ndarray) -> np.ndarray | None:
    """Linear-phase filter FP64[257] at 24 kHz that brings one average spectrum half-way to another, or None.

    Both are FP32[40] as the voiceprint extractor gives them. Above 8 kHz the last band's factor goes on.
    """
    if speaker is None:
        return None
    difference = np.clip(speaker - stock, -COLOUR_LIMIT, COLOUR_LIMIT)
    smooth = np.convolve(np.pad(difference, 2, mode="edge"), np.ones(5) / 5, "valid")
    decibel = COLOUR_SHARE * (smooth - smooth.mean())
    peaks = mel_filters(len(stock)).argmax(axis=1) * (8000.0 / 200)
    grid = np.linspace(0, RATE_HZ / 2, 513)
    response = np.exp(0.5 * np.interp(grid, peaks, decibel))
    impulse = np.roll(np.fft.irfft(response), TAPS // 2)[:TAPS]
    return impulse * np.hanning(TAPS + 2)[1:-1]


def filtered(wave: np.ndarray, taps: np.ndarray | None) -> np.ndarray:
    """`wave` through a linear-phase filter without its delay; same length."""
    if taps is None or wave.size == 0:
        return wave
    size = 1 << (wave.size + taps.size - 2).bit_length()
    made = np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(taps, size), size)
    delay = taps.size // 2
    return made[delay : delay + wave.size].astype(np.float32)


def level_factor(speaker: float | None, stock: float) -> float:
    """Factor that brings a stock voice's loudness to a speaker's within what is comfortable."""
    wanted = DEFAULT_LOUDNESS if speaker is None else float(np.clip(speaker, *LOUDNESS_RANGE))
    return 10.0 ** ((wanted - stock) / 20.0)
