"""Kokoro-82M under ONNX Runtime."""

import re
from pathlib import Path

import numpy as np
import onnxruntime

from ..onnx_session import session
from .vocabulary import tokens

RATE_HZ = 24_000
LONGEST_TOKENS = 508
UNMOVED = (0.0, 1.0)
"""Pitch intercept and slope that leave a voice as it is."""
LEAD_FRAMES, TAIL_FRAMES = 16.0, 3.0
"""Longest padding before and after a text, in frames of 25 ms: less before it swallows the first sound (measured)."""
AS_LONG_AS_IT_TAKES = 1_000.0
FINAL_MARKS = ".!?,;:\u2026"
FAST_BYTE_PRODUCTS = re.compile(r"^flags\s*:.*\b(avx512_vnni|avx_vnni)\b", re.MULTILINE)


class Abandoned(Exception):
    """Nobody wants the sound any more."""


class Kokoro:
    """Phonemes and a stock voice to sound; one text at a time.

    The models are made by `univoice_models.export`: `live_synthesizer` for every processor, `vnni_synthesizer` for
    those that multiply bytes fast.
    """

    def __init__(self, folder: Path, threads: int, device: str = "cpu"):
        fast = device == "cpu" and _multiplies_bytes_fast()
        model = folder / ("kokoro-lean-vnni.onnx" if fast else "kokoro-lean.onnx")
        self._session = session(model, threads, device)
        self._styles = {
            path.stem: np.memmap(path, np.float32, "r").reshape(-1, 256) for path in sorted(folder.glob("voices/*.bin"))
        }
        if not self._styles:
            raise FileNotFoundError(f"{folder} holds no voices.")
        self._run = onnxruntime.RunOptions()

    @property
    def voices(self) -> list[str]:
        """Identifiers of the voices whose weights are present."""
        return list(self._styles)

    def speak(self, phonemes: str, voice: str, speed: float, pitch: tuple[float, float] = UNMOVED) -> np.ndarray:
        """Sound FP32[n] at 24 kHz of at most 508 phonemes; empty when no phoneme is known.

        pitch: intercept and slope of ln F0. Raises Abandoned when `stop` is called meanwhile.
        """
        chosen = tokens(phonemes)[:LONGEST_TOKENS]
        if not chosen:
            return np.zeros(0, np.float32)
        longest = np.full(len(chosen) + 2, AS_LONG_AS_IT_TAKES, np.float32)
        longest[[0, -1]] = LEAD_FRAMES, TAIL_FRAMES
        if phonemes.rstrip()[-1:] in FINAL_MARKS:
            longest[-2] = TAIL_FRAMES
        style = self._styles[voice]
        feeds = {
            "tokens": np.array([[0, *chosen, 0]], np.int64),
            "style": np.array(style[min(len(chosen), len(style)) - 1][None]),
            "speed": np.array([speed], np.float32),
            "pitch": np.array(pitch, np.float32),
            "longest": longest,
        }
        run = self._run = onnxruntime.RunOptions()
        try:
            return self._session.run(None, feeds, run)[0].reshape(-1)
        except onnxruntime.capi.onnxruntime_pybind11_state.Fail as error:
            if run.terminate:
                raise Abandoned from error
            raise

    def stop(self) -> None:
        """Ends, from another thread, the sound that is being made."""
        self._run.terminate = True


def _multiplies_bytes_fast(processor: Path = Path("/proc/cpuinfo")) -> bool:
    return processor.exists() and bool(FAST_BYTE_PRODUCTS.search(processor.read_text()))
