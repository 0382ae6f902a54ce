"""Takes offset and silent ends off a clause and says whether sound is fit to be heard."""

import numpy as np

from ..audio import rms_dbfs
from .kokoro import RATE_HZ

FRAME = RATE_HZ // 200
"""5 ms."""
BELOW_PEAK_DB = 42.0
LEAD_FRAMES = 2
TAIL_FRAMES = 10
"""10 ms before the first sound keep its attack, 50 ms after the last its decay."""
FADE = RATE_HZ // 200
INAUDIBLE_DBFS = -50.0
CORNER_HZ = 20.0
"""The lowest sound that people hear; at 80 Hz, a deep voice, a pole there takes 0.3 dB."""
RINGING = RATE_HZ // 10
"""Thirteen time constants of that pole."""


def without_offset(wave: np.ndarray) -> np.ndarray:
    """`wave` FP32 at 24 kHz through a one-pole high-pass; same length.

    A clause begins and ends in the model's silence, so each is freed by itself: cut and faded afterwards, they meet at
    zero.
    """
    if wave.size == 0:
        return wave
    size = 1 << (wave.size + RINGING - 1).bit_length()
    pole = np.exp(-2 * np.pi * CORNER_HZ / RATE_HZ)
    delay = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    response = (1 + pole) / 2 * (1 - delay) / (1 - pole * delay)
    return np.fft.irfft(np.fft.rfft(wave, size) * response, size)[: wave.size].astype(np.float32)


def trimmed(wave: np.ndarray) -> np.ndarray:
    """`wave` FP32 at 24 kHz without its silent ends, faded over 5 ms where it was cut."""
    frames = wave[: wave.size // FRAME * FRAME].reshape(-1, FRAME)
    if len(frames) == 0:
        return wave
    levels = 10.0 * np.log10(np.mean(frames**2, axis=1) + 1e-12)
    loud = np.flatnonzero(levels > levels.max() - BELOW_PEAK_DB)
    begin = max(0, loud[0] - LEAD_FRAMES) * FRAME
    end = min(len(frames), loud[-1] + 1 + TAIL_FRAMES) * FRAME
    cut = wave[begin:end].copy()
    ramp = np.linspace(0.0, 1.0, min(FADE, cut.size), dtype=np.float32)
    cut[: ramp.size] *= ramp
    cut[cut.size - ramp.size :] *= ramp[::-1]
    return cut


def fit_to_be_heard(wave: np.ndarray) -> bool:
    """False for sound that is empty, not finite or silent."""
    return wave.size > 0 and bool(np.all(np.isfinite(wave))) and rms_dbfs(wave) > INAUDIBLE_DBFS


def limited(wave: np.ndarray, ceiling: float = 0.98) -> np.ndarray:
    """`wave` lowered as a whole when its peak would clip."""
    peak = float(np.max(np.abs(wave), initial=0.0))
    return wave if peak <= ceiling else wave * (ceiling / peak)
