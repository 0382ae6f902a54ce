"""Whisper's input: a log-mel spectrogram of exactly as many seconds as are asked for."""

import numpy as np

from ..audio import RECOGNITION_HZ
from ..mel import HOP, mel_filters, power_spectra

FRAMES_PER_SECOND = RECOGNITION_HZ // HOP


def log_mel(wave: np.ndarray, seconds: float, bands: int = 80) -> np.ndarray:
    """Log-mel spectrogram FP32[1, bands, frames] of `wave` (FP32, 16 kHz), padded or cut to `seconds`.

    Source: log_mel_spectrogram of OpenAI Whisper: log10 clamped 8 below its peak, scaled by (x + 4) / 4. The number
    of frames is even because the encoder halves it.
    """
    frames = int(seconds * FRAMES_PER_SECOND / 2) * 2
    wave = wave[: frames * HOP]
    padded = np.pad(wave, (0, frames * HOP - wave.size))
    energies = power_spectra(padded, frames, "reflect") @ mel_filters(bands).T
    logs = np.log10(np.maximum(energies, 1e-10))
    logs = np.maximum(logs, logs.max() - 8.0)
    return np.ascontiguousarray(((logs + 4.0) / 4.0).T[None].astype(np.float32))
