"""Kokoro-82M under ONNX Runtime."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnxruntime

from ..onnx_session import session
from .vocabulary import VOCABULARY, tokens
from .voice_names import parts_of

RATE_HZ = 24_000
FRAMES_PER_SECOND = 80
"""Of the curves of F0 and energy."""
LONGEST_TOKENS = 508
LEAD_FRAMES, TAIL_FRAMES = 16.0, 3.0
"""Longest padding before and after a text, in frames of 25 ms: less before it swallows the first sound (measured)."""
AS_LONG_AS_IT_TAKES = 1_000.0
TIMBRE = 128
"""Numbers of a style that the sound is made with; durations, pitch and energy are made with the others (StyleTTS 2)."""
FINAL_MARKS = ".!?,;:\u2026"
FAST_BYTE_PRODUCTS = re.compile(r"^flags\s*:.*\b(avx512_vnni|avx_vnni)\b", re.MULTILINE)


class Abandoned(Exception):
    """Nobody wants the sound any more."""


@dataclass(frozen=True)
class Melody:
    """How a text is going to be said, before there is sound of it.

    f0: Hz FP32[2 n], under 10 where nothing is voiced, and energy FP32[2 n] (the network's own scale), both every 12.5
    ms; sounds FP32[512, n]: what is said, every 25 ms; style FP32[256]: in whose voice; begins INT64[characters + 1]:
    the frame of 25 ms at which each character of the phonemes begins, and where the last ends.
    """

    f0: np.ndarray
    energy: np.ndarray
    sounds: np.ndarray
    style: np.ndarray
    begins: np.ndarray = field(default_factory=lambda: np.zeros(1, np.int64))


class Kokoro:
    """Phonemes and a stock voice to a melody, a melody to sound; one text at a time.

    The models are made by `univoice_models.export`: `live_synthesizer` for every processor, `vnni_synthesizer` for
    those that multiply bytes fast.
    """

    def __init__(self, folder: Path, threads: int, device: str = "cpu"):
        fast = device == "cpu" and _multiplies_bytes_fast()
        self._melody, self._sound = (
            session(folder / f"kokoro-{half}{'-vnni' if fast else ''}.onnx", threads, device)
            for half in ("melody", "sound")
        )
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

    def begin(self) -> None:
        """The next piece: what `stop` ended does not end it."""
        self._run = onnxruntime.RunOptions()

    def melody(self, phonemes: str, voice: str, speed: float, manner: str | None = None) -> Melody | None:
        """How a voice would say at most 508 phonemes, in another's manner where one is named; None when no phoneme is
        known. Raises Abandoned after `stop`, until the next `begin`."""
        chosen = tokens(phonemes)[:LONGEST_TOKENS]
        if not chosen:
            return None
        longest = np.full(len(chosen) + 2, AS_LONG_AS_IT_TAKES, np.float32)
        longest[[0, -1]] = LEAD_FRAMES, TAIL_FRAMES
        if phonemes.rstrip()[-1:] in FINAL_MARKS:
            longest[-2] = TAIL_FRAMES
        style = self._style(voice, len(chosen))
        if manner is not None and manner != voice:
            style = np.concatenate([style[:TIMBRE], self._style(manner, len(chosen))[TIMBRE:]])
        feeds = {
            "tokens": np.array([[0, *chosen, 0]], np.int64),
            "style": style[None],
            "speed": np.array([speed], np.float32),
            "longest": longest,
        }
        f0, energy, sounds, lasts = self._answered(self._melody, ["f0", "energy", "sounds", "durations"], feeds)
        return Melody(f0.reshape(-1), energy.reshape(-1), sounds[0], style, _begins(phonemes, lasts))

    def sound(self, melody: Melody) -> np.ndarray:
        """Sound FP32[n] at 24 kHz. Raises Abandoned after `stop`."""
        feeds = {
            "f0": melody.f0[None, None].astype(np.float32),
            "energy": melody.energy[None, None].astype(np.float32),
            "sounds": melody.sounds[None],
            "style": melody.style[None],
        }
        return self._answered(self._sound, None, feeds)[0].reshape(-1)

    def _style(self, voice: str, tokens_spoken: int) -> np.ndarray:
        """Kokoro has one style for each length of a text; a blend's is the mean of its voices'."""
        parts = [self._styles[part] for part in parts_of(voice)]
        return np.mean([styles[min(tokens_spoken, len(styles)) - 1] for styles in parts], axis=0)

    def _answered(self, half: onnxruntime.InferenceSession, outputs: list[str] | None, feeds: dict) -> list:
        run = self._run
        try:
            return half.run(outputs, feeds, run)
        except onnxruntime.capi.onnxruntime_pybind11_state.Fail as error:
            if run.terminate:
                raise Abandoned from error
            raise

    def stop(self) -> None:
        """Ends, from another thread, the piece that is being made, also between its melody and its sound."""
        self._run.terminate = True


def _begins(phonemes: str, lasts: np.ndarray) -> np.ndarray:
    """Melody.begins; lasts: frames of each token, the padding's before and after included."""
    ends = np.cumsum(lasts.reshape(-1)).astype(np.int64)[:-1]
    spoken = np.cumsum([0, *(letter in VOCABULARY for letter in phonemes)])
    return ends[np.minimum(spoken, len(ends) - 1)]


def _multiplies_bytes_fast(processor: Path = Path("/proc/cpuinfo")) -> bool:
    return processor.exists() and bool(FAST_BYTE_PRODUCTS.search(processor.read_text()))
