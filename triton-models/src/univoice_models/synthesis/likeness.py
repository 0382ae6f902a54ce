"""How a stock voice's colour is moved towards a speaker's, by a filter."""

import numpy as np

from ..mel import mel_filters
from .kokoro import RATE_HZ

COLOUR_SHARE = 0.8
"""Four fifths of the way: the rest of the difference is the speaker's microphone and words. Chosen on 18 speakers, one
sentence each: cosine to the speaker 0.576 without, 0.595 half-way, 0.605 so, and 0.008 more all the way."""
COLOUR_LIMIT = 2.5
"""In ln power (11 dB), before the share."""
TAPS = 513


def colour_between(speaker: np.ndarray, stock: np.ndarray) -> np.ndarray:
    """Ln power FP64[40] that brings one average spectrum most of the way to another; both FP32[40] as the voiceprint
    extractor gives them."""
    difference = np.clip(speaker - stock, -COLOUR_LIMIT, COLOUR_LIMIT)
    smooth = np.convolve(np.pad(difference, 2, mode="edge"), np.ones(5) / 5, "valid")
    return COLOUR_SHARE * (smooth - smooth.mean())


def colour_filter(colour: np.ndarray) -> np.ndarray:
    """Linear-phase filter FP64[513] at 24 kHz of ln power FP64[40] in each mel band. Above 8 kHz the last band's goes
    on."""
    peaks = mel_filters(len(colour)).argmax(axis=1) * (8000.0 / 200)
    grid = np.linspace(0, RATE_HZ / 2, 513)
    response = np.exp(0.5 * np.interp(grid, peaks, colour))
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
