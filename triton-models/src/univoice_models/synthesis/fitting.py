"""Brings the colour of a stock voice nearer to a speaker than average spectra can: by what the voiceprint model hears.

Half of how like a voice sounds lies in its spectrum, but a mean over all sounds says little of what a listener, or a
model of one, goes by. So a few seconds of the stock voice are heard through filters that differ a little, and the
filter is moved to where the voiceprint is nearest to the speaker's: Gauss-Newton with Marquardt's damping (Marquardt,
An Algorithm for Least-Squares Estimation of Nonlinear Parameters, 1963), the Jacobian by differences.
"""

from collections.abc import Callable

import numpy as np

SHAPES = 10
"""Cosines over the 40 mel bands: from the balance of low and high to ripples of eight bands."""
STEPS = 2
LONGEST_STEP = 3.0
DAMPING = 0.001
APART = 1.0
"""How far from a filter the next one is that the Jacobian is taken from: at most 1 dB a band."""
FURTHEST = 6.0
"""Of a correction: 4 dB a band (root mean square)."""

Listener = Callable[[np.ndarray], np.ndarray]
"""Mel power FP32[clips, frames, 40] to voiceprints FP32[clips, 256] of unit length."""


def shapes(bands: int) -> np.ndarray:
    """FP64[bands, SHAPES]: orthonormal, none of them louder or softer as a whole. As ln power for each band."""
    place = (np.arange(bands)[:, None] + 0.5) / bands
    return np.cos(np.pi * place * np.arange(1, SHAPES + 1)) * np.sqrt(2.0 / bands)


class Fitting:
    """Some seconds of a stock voice and the voiceprint that they are to have.

    spoken: mel power FP32[parts, frames, 40], of a blend each voice by itself, for there is no sound of the blend: the
    mean of their voiceprints stands for its own.
    """

    def __init__(self, spoken: np.ndarray, listener: Listener):
        self._spoken = spoken
        self._listener = listener
        self._shapes = shapes(spoken.shape[-1])

    def heard(self, colours: np.ndarray) -> np.ndarray:
        """Voiceprints FP64[n, 256] through filters of ln power FP64[n, 40]."""
        through = self._spoken[None] * np.exp(colours)[:, None, None, :]
        loud = self._spoken.sum(axis=(-2, -1)) / through.sum(axis=(-2, -1))
        clips = (through * loud[..., None, None]).astype(np.float32)
        each = self._listener(clips.reshape(-1, *clips.shape[2:]))
        both = each.reshape(*clips.shape[:2], -1).sum(axis=1, dtype=np.float64)
        return both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-9)

    def correction(self, colour: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        """FP64[SHAPES]: how much of each shape is to be added to a colour, ln power FP64[40], for the voiceprint to be
        nearer to the wanted one, FP32[256]."""
        found = np.zeros(SHAPES)
        for _ in range(STEPS):
            tried = found + APART * np.vstack([np.zeros(SHAPES), np.eye(SHAPES)])
            prints = self.heard(colour + tried @ self._shapes.T)
            slopes = (prints[1:] - prints[0]).T / APART
            damped = slopes.T @ slopes + DAMPING * np.eye(SHAPES)
            found = found + _within(LONGEST_STEP, np.linalg.solve(damped, slopes.T @ (wanted - prints[0])))
        return _within(FURTHEST, found)


def _within(longest: float, step: np.ndarray) -> np.ndarray:
    return step * min(1.0, longest / max(float(np.linalg.norm(step)), 1e-9))
