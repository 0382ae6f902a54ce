"""Zero-shot cloning by flow matching under ONNX Runtime: the class of F5-TTS, and of the flow of CosyVoice 2.

A network that was trained to fill a gap in a mel spectrum is given the reference's spectrum with a gap behind it and
the text of both; what it puts into the gap is the text in the reference's voice. The gap begins as noise and is moved
towards speech in a few steps along the velocity that the network tells (Lipman et al., Flow Matching for Generative
Modeling, 2023; Chen et al., F5-TTS, 2024, from which duration, guidance and the spacing of the steps are taken).
"""

import json
from pathlib import Path

import numpy as np
import onnxruntime

from ..onnx_session import session
from .kokoro import RATE_HZ, Abandoned
from .reference import Reference

NOTHING = -1
"""The token that says nothing: where guidance asks how the gap would sound without a text."""
UNKNOWN = 0
"""Stands for a character that the vocabulary lacks, as in F5-TTS."""
BYTES_PER_SECOND = 15.0
"""Pace of a voice that is known by its voiceprint alone: average reading (66 ms a letter, UTF-8)."""
SEED = 7
"""The same request gives the same sound."""


class VoiceCloner:
    """One text at a time. Graphs, their inputs and outputs, and `cloner.json` are described in CONTRACT.md."""

    def __init__(self, folder: Path, threads: int, device: str = "cpu"):
        said = json.loads((folder / "cloner.json").read_text(encoding="utf-8"))
        if said["sampleRateHz"] != RATE_HZ:
            raise ValueError(f"{folder} makes sound at {said['sampleRateHz']} Hz; {RATE_HZ} Hz are needed.")
        self.languages = frozenset(said["languages"])
        self.licence = said["licence"]
        self._hop, self._steps = said["hopSamples"], said["steps"]
        self._guidance, self._sway = said["guidance"], said["sway"]
        lines = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self._tokens = {token: index for index, token in enumerate(lines) if token}
        self._flow = session(folder / "flow.onnx", threads, device)
        self._vocoder = session(folder / "vocoder.onnx", threads, device)
        mel = folder / "mel.onnx"
        self._mel = session(mel, threads, device) if mel.exists() else None
        self._inputs = {given.name: given.shape for given in self._flow.get_inputs()}
        self._bands = self._inputs["noise"][-1]
        self._run = onnxruntime.RunOptions()

    @property
    def takes_reference(self) -> bool:
        return self._mel is not None

    @property
    def takes_voiceprint(self) -> bool:
        return "speaker" in self._inputs

    def speak(
        self, text: str, speed: float, reference: Reference | None = None, voiceprint: np.ndarray | None = None
    ) -> np.ndarray:
        """Sound FP32[n] at 24 kHz in the reference's voice, or in that of the voiceprint FP32[256].

        speed: 1 is the reference's own pace. Raises Abandoned when `stop` is called meanwhile.
        """
        run = self._run = onnxruntime.RunOptions()
        try:
            given = self._mel_of(reference, run)
            spoken = f"{reference.text} {text}" if reference else text
            gap = self._frames(text, speed, reference, len(given))
            mel = self._filled(given, gap, self._ids(spoken), voiceprint, run)
            return self._vocoder.run(None, {"mel": mel[None]}, run)[0].reshape(-1)
        except onnxruntime.capi.onnxruntime_pybind11_state.Fail as error:
            if run.terminate:
                raise Abandoned from error
            raise

    def stop(self) -> None:
        """Ends, from another thread, the sound that is being made."""
        self._run.terminate = True

    def _mel_of(self, reference: Reference | None, run: onnxruntime.RunOptions) -> np.ndarray:
        """Mel spectrum FP32[frames, bands] of the reference; no frames without one."""
        if reference is None:
            return np.zeros((0, self._bands), np.float32)
        return self._mel.run(None, {"audio": reference.wave[None]}, run)[0][0]

    def _frames(self, text: str, speed: float, reference: Reference | None, given: int) -> int:
        """How long the gap is: as many bytes a second as in the reference."""
        size = len(text.encode("utf-8"))
        if reference is None:
            return max(1, round(size / BYTES_PER_SECOND * RATE_HZ / self._hop / speed))
        return max(1, round(given / len(reference.text.encode("utf-8")) * size / speed))

    def _ids(self, text: str) -> np.ndarray:
        return np.array([self._tokens.get(character, UNKNOWN) for character in text], np.int64)

    def _filled(
        self, given: np.ndarray, gap: int, text: np.ndarray, voiceprint: np.ndarray | None, run: onnxruntime.RunOptions
    ) -> np.ndarray:
        """Mel spectrum FP32[gap, bands] of what stands in the gap behind `given`."""
        frames = len(given) + gap
        condition = np.zeros((2, frames, self._bands), np.float32)
        condition[0, : len(given)] = given
        # The second of the pair knows neither text nor voice: guidance leads away from what it would say.
        feeds = {"condition": condition, "text": np.stack([text, np.full_like(text, NOTHING)])}
        if self.takes_voiceprint:
            speaker = np.zeros((2, self._inputs["speaker"][-1]), np.float32)
            if voiceprint is not None:
                speaker[0] = voiceprint
            feeds["speaker"] = speaker
        state = np.random.default_rng(SEED).standard_normal((frames, self._bands), np.float32)
        times = _times(self._steps, self._sway)
        for now, then in zip(times[:-1], times[1:], strict=True):
            feeds["noise"] = np.stack([state, state])
            feeds["time"] = np.full(2, now, np.float32)
            told, untold = self._flow.run(None, feeds, run)[0]
            state = state + np.float32(then - now) * (told + self._guidance * (told - untold))
        return state[len(given) :]


def _times(steps: int, sway: float) -> np.ndarray:
    """Moments FP64[steps + 1] from 0 to 1, with a negative sway closer together where speech takes shape (F5-TTS)."""
    even = np.linspace(0.0, 1.0, steps + 1)
    return even + sway * (np.cos(np.pi / 2 * even) - 1 + even)
