"""Short-time spectra on the mel scale, as Whisper and GE2E were trained on them."""

from functools import lru_cache

import numpy as np

from .audio import RECOGNITION_HZ

WINDOW = 400
"""25 ms at 16 kHz."""
HOP = 160
"""10 ms at 16 kHz."""


@lru_cache(maxsize=4)
def mel_filters(bands: int) -> np.ndarray:
    """Triangular filters FP32[bands, 201] over 0-8 kHz on Slaney's scale with unit area.

    Source: Slaney, Auditory Toolbox 1998; equal to librosa.filters.mel(sr=16000, n_fft=400), which both
    trainings used.
    """
    edges = _to_hz(np.linspace(_to_mel(0.0), _to_mel(RECOGNITION_HZ / 2), bands + 2))
    bins = np.linspace(0, RECOGNITION_HZ / 2, WINDOW // 2 + 1)
    slopes = edges[:, None] - bins[None, :]
    widths = np.diff(edges)
    rising = -slopes[:-2] / widths[:-1, None]
    falling = slopes[2:] / widths[1:, None]
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    return (triangles * (2.0 / (edges[2:] - edges[:-2]))[:, None]).astype(np.float32)


@lru_cache(maxsize=4)
def band_hz(bands: int) -> np.ndarray:
    """Middle of each band of `mel_filters` in Hz, FP64[bands]."""
    return _to_hz(np.linspace(_to_mel(0.0), _to_mel(RECOGNITION_HZ / 2), bands + 2))[1:-1]


def power_spectra(wave: np.ndarray, frames: int, pad_mode: str) -> np.ndarray:
    """Power spectra FP32[frames, 201] of frames centred every 10 ms (periodic Hann window of 25 ms).

    pad_mode: how numpy pads half a window on both sides (`reflect` for Whisper, `constant` for GE2E).
    """
    padded = np.pad(wave, (WINDOW // 2, WINDOW // 2), mode=pad_mode)
    cut = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][:frames]
    spectrum = np.fft.rfft(cut * _hann(), axis=1)
    return (spectrum.real**2 + spectrum.imag**2).astype(np.float32)


@lru_cache(maxsize=1)
def _hann() -> np.ndarray:
    return np.hanning(WINDOW + 1)[:-1].astype(np.float32)


def _to_mel(hz: float) -> float:
    return hz * 3 / 200 if hz < 1000 else 15 + np.log(hz / 1000) * 27 / np.log(6.4)


def _to_hz(mel: np.ndarray) -> np.ndarray:
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))
