"""Moonshine under ONNX Runtime: English only, no window to fill, so a short utterance takes a short time."""

from pathlib import Path

import numpy as np
import tokenizers

from ..audio import RECOGNITION_HZ
from ..beam import Beam, Written
from ..onnx_session import session
from ..vocabulary import Vocabulary
from .guard import Hypothesis

START, END = 1, 2
MOST_TOKENS_PER_SECOND = 6.5
"""Nobody says more (Jeffries et al., Moonshine: Speech Recognition for Live Transcription and Voice Commands, 2024)."""
SPARE_TOKENS = 8
SPACE = "\u2581"
"""SentencePiece's mark of a token that begins a word."""


class Moonshine:
    """Listener and writer with their tokenizer; stateless between calls.

    folder: `listener.onnx`, `writer.onnx`, made by `univoice_models.export.english_recognizer`, and `tokenizer.json`.
    """

    def __init__(self, folder: Path, device: str, threads: int):
        self._listener, self._writer = (
            session(folder / name, threads, device) for name in ("listener.onnx", "writer.onnx")
        )
        self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._heard = [made.name for made in self._listener.get_outputs()]
        self._past = [made.name.replace("present", "past_key_values") for made in self._writer.get_outputs()[2:]]
        _, heads, _, size = next(given.shape for given in self._writer.get_inputs() if given.name == self._past[0])
        self._nothing = np.zeros((1, heads, 0, size), np.float32)

    def vocabulary(self, words: tuple[str, ...]) -> Vocabulary:
        """Expected words as this model writes them: as they are given, and with a capital."""
        spelled = {spelling for word in words for spelling in (word, word[:1].upper() + word[1:])}
        tokens = [self._tokenizer.encode(word, add_special_tokens=False).ids for word in sorted(spelled)]
        return Vocabulary(tokens, self._begins)

    def decode(self, wave: np.ndarray, beams: int, vocabulary: Vocabulary | None = None) -> list[Hypothesis]:
        """The most probable texts of FP32[n], 16 kHz, 0.1 to 30 s, the best first; never none, never one twice.

        beams: how many beginnings are followed at once; 1 chooses greedily and gives one text.
        """
        seconds = wave.size / RECOGNITION_HZ
        heard = dict(
            zip(self._heard, self._listener.run(None, {"input_values": wave[None].astype(np.float32)}), strict=True)
        )
        texts: dict[str, Hypothesis] = {}
        for written in self._written(heard, int(seconds * MOST_TOKENS_PER_SECOND) + SPARE_TOKENS, beams, vocabulary):
            hypothesis = self._hypothesis(written, seconds)
            texts.setdefault(hypothesis.text, hypothesis)
        return list(texts.values())

    def _written(self, heard: dict[str, np.ndarray], most: int, beams: int, vocabulary: Vocabulary | None):
        beam = Beam(beams, START, END, vocabulary=vocabulary)
        past = dict.fromkeys(self._past, self._nothing)
        for _ in range(most):
            tokens, logs, *present = self._writer.run(None, {"input_ids": beam.last_tokens(), **heard, **past})
            follows = beam.extend(tokens[:, 0], logs[:, 0])
            if beam.is_done:
                break
            past = {name: value[follows] for name, value in zip(self._past, present, strict=True)}
        return beam.best()

    def _hypothesis(self, written: Written, seconds: float) -> Hypothesis:
        tokens, logs, score, _ = written
        text = self._tokenizer.decode(tokens).strip()
        probability = float(np.mean(logs)) if logs else 0.0
        confidences = self._word_confidences(tokens, logs)
        return Hypothesis(text, tuple(tokens), probability, 0.0 if text else 1.0, seconds, confidences, score)

    def _begins(self, token: int) -> bool:
        """Whether a word ends before a token."""
        piece = self._tokenizer.id_to_token(token) or SPACE
        return piece.startswith(SPACE) or not piece[0].isalnum()

    def _word_confidences(self, tokens: list[int], logs: list[float]) -> tuple[float, ...]:
        """Mean probability of each word's tokens."""
        words: list[list[float]] = []
        for token, log in zip(tokens, logs, strict=True):
            begins = (self._tokenizer.id_to_token(token) or "").startswith(SPACE)
            if begins or not words:
                words.append([])
            words[-1].append(float(np.exp(log)))
        return tuple(sum(word) / len(word) for word in words)
