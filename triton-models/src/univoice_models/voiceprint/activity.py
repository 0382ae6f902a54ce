"""Which 10 ms frames hold speech, by their energy alone."""

import numpy as np

BELOW_LOUD_DB = 32.0
"""A frame this far below the loud ones (95th percentile) is background; unvoiced consonants lie 15-25 dB below
vowels."""
FLOOR_DBFS = -62.0
HANGOVER_FRAMES = 8
"""Plosive closures and short pauses stay (80 ms on both sides)."""


def frame_dbfs(power: np.ndarray, window_power: float) -> np.ndarray:
    """Level of each frame in dBFS FP32[frames] from power spectra FP32[frames, bins].

    window_power: sum of the squared analysis window times its length, which undoes the transform's gain.
    """
    energy = 2.0 * power.sum(axis=1) / window_power
    return 10.0 * np.log10(np.maximum(energy, 1e-12))


def speech_frames(levels: np.ndarray) -> np.ndarray:
    """BOOL[frames]: True where somebody speaks, widened by the hangover."""
    if levels.size == 0:
        return np.zeros(0, bool)
    threshold = max(FLOOR_DBFS, float(np.percentile(levels, 95)) - BELOW_LOUD_DB)
    widened = np.convolve(levels > threshold, np.ones(2 * HANGOVER_FRAMES + 1), "same")
    return widened > 0.5
