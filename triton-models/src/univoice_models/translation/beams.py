"""The students' decoder, step by step: several texts of a sentence, and how probable each is."""

from pathlib import Path

import numpy as np
import tokenizers

from ..beam import Beam, Written
from ..onnx_session import session
from .alignment import Link, links
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
ALIGNED_HEAD = 0
"""Of the last layer: the one that was trained on word alignments (Marian collects the first)."""


class BeamDecoder:
    """One direction. Stateless."""

    def __init__(self, folder: Path, threads: int, device: str):
        self._reader = session(folder / "reader.onnx", threads, device)
        self._writer = session(folder / "aligning-writer.onnx", threads, device)
        self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._shortlist = Shortlist(folder)

    def wordings(self, sentence: str, width: int, margin: float) -> list[Wording]:
        """At most `width` texts, the most probable first; with a width of 1 the greedy one. margin: see `Beam`."""
        read, choices, _ = self._read(sentence)
        beam = Beam(width, len(choices), int(np.searchsorted(choices, END)), margin)
        self._write(read, beam)
        return [self._wording(written, choices) for written in beam.best()]

    def aligned(self, sentence: str) -> tuple[Wording, list[Link]]:
        """The greedy text, and which words of the sentence its words come from."""
        read, choices, places = self._read(sentence)
        beam = Beam(1, len(choices), int(np.searchsorted(choices, END)), MARGIN)
        looks = self._write(read, beam)
        (written,) = beam.best()
        tokens = [self._tokenizer.id_to_token(int(token)) for token in choices[written.tokens]]
        wording = self._wording(written, choices)
        looked = [places[at] for at in looks[: len(tokens)]]
        return wording, links(sentence, wording.text, tokens, looked)

    def _read(self, sentence: str) -> tuple[dict[str, np.ndarray], np.ndarray, list[tuple[int, int]]]:
        """What the reader makes, the tokens that may be written, and where in the sentence each of its tokens is."""
        read = self._tokenizer.encode(sentence, add_special_tokens=False)
        tokens = [*read.ids, END]
        choices = self._shortlist.choices(tokens)
        given = {
            "tokens": np.array([tokens], np.int64),
            "positions": _positions(0, len(tokens)),
            "choices": choices,
        }
        made = self._reader.run(None, given)
        named = dict(zip((output.name for output in self._reader.get_outputs()), made, strict=True))
        return named, choices, [*read.offsets, (len(sentence), len(sentence))]

    def _write(self, read: dict[str, np.ndarray], beam: Beam) -> list[int]:
        """Fills the beam; tells for each step which token of the sentence the first text looked at most."""
        states = [np.zeros((1, 1, WIDTH), np.float32)] * LAYERS
        looked = []
        for step in range(int(LONGEST_FACTOR * read["k1"].shape[-1])):
            named = {f"state{layer}": state for layer, state in enumerate(states, 1)}
            given = {"last": beam.last_tokens(), "position": _positions(step, 1), **named, **read}
            logs, *states, looks = self._writer.run(None, given)
            looked.append(int(looks[0, ALIGNED_HEAD, 0].argmax()))
            likely = np.argsort(-logs, axis=1)[:, : beam.considered]
            origins = beam.extend(likely, np.take_along_axis(logs, likely, axis=1))
            if beam.is_done:
                break
            states = [state[origins] for state in states]
        return looked

    def _wording(self, written: Written, choices: np.ndarray) -> Wording:
        return Wording(self._text(choices[written.tokens]), _logs(written), written.ended)

    def _text(self, tokens: np.ndarray) -> str:
        return self._tokenizer.decode(tokens.tolist()).strip()


def _logs(written: Written) -> list[float]:
    return [*written.logs, written.score - sum(written.logs)] if written.ended else written.logs


def _positions(first: int, count: int) -> np.ndarray:
    """FP32[count, WIDTH]: Marian's sinusoids, all sines before all cosines."""
    half = WIDTH // 2
    steps = np.exp(np.arange(half) * -(np.log(10_000) / (half - 1)))
    angles = np.arange(first, first + count)[:, None] * steps
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)
