"""Brings the colour of a stock voice nearer to a speaker than average spectra can: by what the voiceprint model hears.

Half of how like a voice sounds lies in its spectrum, but a mean over all sounds says little of what a listener, or a
model of one, goes by. So a few seconds of the stock voice are heard through filters that differ a little, and the
filter is moved to where the voiceprint is nearest to the speaker's: Gauss-Newton with Marquardt's damping (Marquardt,
An Algorithm for Least-Squares Estimation of Nonlinear Parameters, 1963), the Jacobian by differences.
"""

from collections.abc import Callable

import numpy as np

SHAPES = 20
"""Cosines over the 40 mel bands: from the balance of low and high to ripples of four bands."""
STEPS = 2
LONGEST_STEP = 5.0
DAMPING = 0.001
APART = 1.0
"""How far from a filter the next one is that the Jacobian is taken from: at most 1 dB a band."""
FURTHEST = 4.0
"""Of a correction: 2.7 dB a band (root mean square). Further away words begin to be misheard."""

Listener = Callable[[np.ndarray], np.ndarray]
"""Mel power FP32[clips, frames, 40] to voiceprints FP32[clips, 256] of unit length."""


def shapes(bands: int) -> np.ndarray:
    """FP64[bands, SHAPES]: orthonormal, none of them louder or softer as a whole. As ln power for each band."""
    place = (np.arange(bands)[:, None] + 0.5) / bands
    return np.cos(np.pi * place * np.arange(1, SHAPES + 1)) * np.sqrt(2.0 / bands)


class Fitting:
    """Some seconds of a stock voice and the voiceprint that they are to have.

    clips: mel power FP32[clips, frames, 40]. The mean of their voiceprints is taken; so that of clips of two voices
    stands for their blend's own, of which there is no sound.
    """

    def __init__(self, clips: np.ndarray, listener: Listener):
        self._clips = clips
        self._listener = listener
        self._shapes = shapes(clips.shape[-1])

    def heard(self, colours: np.ndarray) -> np.ndarray:
        """Voiceprints FP64[n, 256] through filters of ln power FP64[n, 40]."""
        through = self._clips[None] * np.exp(colours)[:, None, None, :]
        loud = self._clips.sum(axis=(-2, -1)) / through.sum(axis=(-2, -1))
        as_loud = (through * loud[..., None, None]).astype(np.float32)
        each = self._listener(as_loud.reshape(-1, *as_loud.shape[2:]))
        total = each.reshape(*as_loud.shape[:2], -1).sum(axis=1, dtype=np.float64)
        return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)

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
