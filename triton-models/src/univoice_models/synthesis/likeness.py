"""How a stock voice's colour is moved towards a speaker's, by a filter."""

import numpy as np

from ..mel import mel_filters
from .kokoro import RATE_HZ

COLOUR_SHARE = 0.8
"""Half the way: the rest of the difference is the speaker's microphone and words (measured: 0.8 sounds hollow)."""
COLOUR_LIMIT = 2.5
"""In ln power (11 dB), before the share."""
TAPS = 257


def colour_filter(speaker: np.ndarray | None, stock: np.ndarray) -> np.ndarray | None:
    """Linear-phase filter FP64[257] at 24 kHz that brings one average spectrum most of the way to another, or
    None.

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
