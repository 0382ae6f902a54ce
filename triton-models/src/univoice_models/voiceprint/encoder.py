"""The GE2E speaker encoder (Wan et al. 2018, weights of Resemblyzer) under ONNX Runtime."""

from pathlib import Path

import numpy as np

from ..onnx_session import session

WINDOW_FRAMES = 160
"""1.6 s, the length it was trained on."""
STEP_FRAMES = 77
"""1.3 windows a second, Resemblyzer's default."""
MINIMUM_COVERAGE = 0.75
"""A last window with less speech than this is left out, as Resemblyzer does."""
TRAINING_DBFS = -30.0
"""Quieter speech is raised to this level; louder speech is left (Resemblyzer's normalize_volume)."""


class SpeakerEncoder:
    """Mel spectra to a voiceprint. Stateless."""

    def __init__(self, model: Path, threads: int, device: str = "cpu"):
        self._session = session(model, threads, device)

    def embed(self, mels: np.ndarray) -> np.ndarray:
        """Voiceprint FP32[256] of unit length from mel power FP32[frames, 40] of speech without its silences."""
        windows = _windows(mels)
        embeddings = self._session.run(None, {"mel": windows})[0]
        mean = embeddings.mean(axis=0)
        return (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)


def _windows(mels: np.ndarray) -> np.ndarray:
    frames = len(mels)
    if frames < WINDOW_FRAMES:
        return mels[None]
    starts = list(range(0, frames - int(WINDOW_FRAMES * MINIMUM_COVERAGE) + 1, STEP_FRAMES))
    padded = np.pad(mels, ((0, max(0, starts[-1] + WINDOW_FRAMES - frames)), (0, 0)))
    return np.stack([padded[start : start + WINDOW_FRAMES] for start in starts])
