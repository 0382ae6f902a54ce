"""Samples as the models want them."""

import numpy as np

from .errors import InvalidInput

RECOGNITION_HZ = 16_000
"""Sample rate of everything that listens (Whisper and GE2E were trained at 16 kHz)."""

SILENCE_DBFS = -120.0
"""What a block without any sample above zero is said to measure."""


def samples(pcm: np.ndarray, minimum_seconds: float, maximum_seconds: float, rate: int = RECOGNITION_HZ) -> np.ndarray:
    """PCM INT16[n] as FP32[n] in -1..1; raises InvalidInput when it is too short or too long."""
    seconds = pcm.size / rate
    if pcm.size == 0:
        raise InvalidInput("PCM is empty.")
    if seconds < minimum_seconds:
        raise InvalidInput(f"PCM holds {seconds:.3f} s; at least {minimum_seconds} s are needed.")
    if seconds > maximum_seconds:
        raise InvalidInput(f"PCM holds {seconds:.1f} s; at most {maximum_seconds} s can be taken.")
    return pcm.reshape(-1).astype(np.float32) / 32768.0


def to_pcm(wave: np.ndarray) -> np.ndarray:
    """FP32 in -1..1 as PCM INT16, clipped."""
    return (np.clip(wave, -1.0, 1.0) * 32767.0).astype(np.int16)


def rms_dbfs(wave: np.ndarray) -> float:
    """Root mean square in dB below full scale."""
    if wave.size == 0:
        return SILENCE_DBFS
    power = float(np.mean(np.square(wave, dtype=np.float64)))
    return 10.0 * np.log10(power) if power > 1e-12 else SILENCE_DBFS


def resampled(wave: np.ndarray, source_hz: int, target_hz: int) -> np.ndarray:
    """FP32[n * target_hz / source_hz]: `wave` at another rate, band-limited, by cutting or padding its spectrum.

    For whole clips only: the sound is taken for one period of an endless one; a recording begins and ends in near
    silence, so that its ends meet.
    """
    size = int(round(wave.size * target_hz / source_hz))
    return (np.fft.irfft(np.fft.rfft(wave), size) * (size / wave.size)).astype(np.float32)
