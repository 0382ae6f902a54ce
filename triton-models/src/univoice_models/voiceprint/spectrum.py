"""The colour of a voice: its long-term average log spectrum."""

import numpy as np

from ..mel import band_hz

BANDS = 40
"""Mel bands over 0-8 kHz, the same as the speaker encoder's."""
SMOOTHING = np.array([0.25, 0.5, 0.25])
"""Takes single harmonics out of the narrow low bands."""


def average_spectrum(mels: np.ndarray, voiced: np.ndarray) -> np.ndarray:
    """FP32[40]: mean of the natural logarithm of mel power over voiced frames, smoothed, its mean removed.

    mels: FP32[frames, 40]; voiced: BOOL[frames]. Zeros when nothing is voiced. One unit is 4.34 dB.
    """
    chosen = mels[voiced[: len(mels)]]
    if len(chosen) == 0:
        return np.zeros(BANDS, np.float32)
    logs = np.log(np.maximum(chosen, 1e-10)).mean(axis=0)
    smooth = np.convolve(np.pad(logs, 1, mode="edge"), SMOOTHING, "valid")
    return (smooth - smooth.mean()).astype(np.float32)


def centroid_hz(mels: np.ndarray) -> float:
    """Spectral centroid: where the middle of the power lies, in Hz, from mel power FP32[frames, 40]."""
    power = mels.sum(axis=0, dtype=np.float64)
    total = power.sum()
    return float(power @ band_hz(BANDS) / total) if total > 0 else 0.0
