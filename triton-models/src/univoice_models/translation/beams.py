"""The students' decoder, step by step: several texts of a sentence, and how probable each is."""

from pathlib import Path

import numpy as np
import tokenizers

from ..beam import Beam, Written
from ..onnx_session import session
from .shortlist import Shortlist
from .wording import Wording

END = 0
"""The token `</s>`, the first of the vocabulary; a sentence ends with it on both sides."""
LONGEST_FACTOR = 2.5
"""Tokens of translation per token of source, at most; the students' own setting (max-length-factor)."""
MARGIN = 6.0
"""In ln, see `Beam`. Wide, so that something is left to offer when the best is not certain."""
WIDTH = 256
LAYERS = 2


class BeamDecoder:
    """One direction. Stateless."""

    def __init__(self, folder: Path, threads: int, device: str):
        self._reader = session(folder / "reader.onnx", threads, device)
        self._writer = session(folder / "writer.onnx", threads, device)
        self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._shortlist = Shortlist(folder)

    def wordings(self, sentence: str, width: int, margin: float) -> list[Wording]:
        """At most `width` texts, the most probable first; with a width of 1 the greedy one. margin: see `Beam`."""
        tokens = [*self._tokenizer.encode(sentence, add_special_tokens=False).ids, END]
        choices = self._shortlist.choices(tokens)
        read = self._reader.run(
            None,
            {
                "tokens": np.array([tokens], np.int64),
                "positions": _positions(0, len(tokens)),
                "choices": choices,
            },
        )
        read = dict(zip((output.name for output in self._reader.get_outputs()), read, strict=True))
        beam = Beam(width, len(choices), int(np.searchsorted(choices, END)), margin)
        best = self._write(read, beam, len(tokens))
        return [Wording(self._text(choices[written.tokens]), _logs(written)) for written in best]

    def _write(self, read: dict[str, np.ndarray], beam: Beam, read_tokens: int) -> list[Written]:
        states = [np.zeros((1, 1, WIDTH), np.float32)] * LAYERS
        for step in range(int(LONGEST_FACTOR * read_tokens)):
            named = {f"state{layer}": state for layer, state in enumerate(states, 1)}
            given = {"last": beam.last_tokens(), "position": _positions(step, 1), **named, **read}
            logs, *states = self._writer.run(None, given)
            likely = np.argsort(-logs, axis=1)[:, : beam.considered]
            origins = beam.extend(likely, np.take_along_axis(logs, likely, axis=1))
            if beam.is_done:
                break
            states = [state[origins] for state in states]
        return beam.best()

    def _text(self, tokens: np.ndarray) -> str:
        return self._tokenizer.decode(tokens.tolist()).strip()


def _logs(written: Written) -> list[float]:
    return [*written.logs, written.score - sum(written.logs)]


def _positions(first: int, count: int) -> np.ndarray:
    """FP32[count, WIDTH]: Marian's sinusoids, all sines before all cosines."""
    half = WIDTH // 2
    steps = np.exp(np.arange(half) * -(np.log(10_000) / (half - 1)))
    angles = np.arange(first, first + count)[:, None] * steps
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)
