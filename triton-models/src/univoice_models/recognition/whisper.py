"""Whisper under CTranslate2 with an encoder window shorter than the usual 30 s."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import ctranslate2
import numpy as np
import tokenizers

from ..audio import RECOGNITION_HZ
from ..mel import HOP
from .guard import Hypothesis
from .languages import TOLD, Guess
from .log_mel import log_mel
from .words import Word, words_of

FULL_WINDOW_SECONDS = 30.0
SHORTEST_WINDOW_SECONDS = 8.0
"""Below 6-8 s of window Whisper base repeats itself (2 s of padding: 6 loops in 87 partials; 6 to 8 s: none)."""

SHORTEST_READ_SECONDS = 1.0
FULL_WINDOW_FRAMES = 3000
LEAST_PROBABILITY = 1e-9
MOST_BEFORE = 100
"""Tokens of expected words: Whisper's window of 448 must hold them and the text."""


class Reading(NamedTuple):
    """A text held against the sound: its words, and the log-probability of its tokens (that nothing follows them is not
    judged)."""

    words: list[Word]
    log_probability: float


class Whisper:
    """One decoder with its tokenizer; stateless between calls.

    folder: `model.bin`, `config.json`, `tokenizer.json` and `vocabulary` as CTranslate2 converts them.
    """

    def __init__(self, folder: Path, device: str, compute_type: str, threads: int):
        self._model = ctranslate2.models.Whisper(
            str(folder), device=device, compute_type=compute_type, intra_threads=threads, inter_threads=1
        )
        self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._bands = self._model.n_mels
        self._start = self._id("<|startoftranscript|>")
        self._no_times = self._id("<|notimestamps|>")
        self._before = self._id("<|startofprev|>")

    def languages(self) -> list[str]:
        """Primary codes of the languages it was trained on, in the order of its vocabulary."""
        if not self._model.is_multilingual:
            return ["en"]
        first = self._start + 1
        names = (self._tokenizer.id_to_token(index) for index in range(first, first + 100))
        return [name[2:-2] for name in names if name and len(name) in (6, 7)]

    def encode(self, wave: np.ndarray, seconds: float, shortest: float = SHORTEST_WINDOW_SECONDS):
        """Encoder output for `wave` padded to `seconds` (at least `shortest`, at most 30)."""
        window = min(FULL_WINDOW_SECONDS, max(shortest, seconds))
        features = log_mel(wave, window, self._bands)
        return self._model.encode(ctranslate2.StorageView.from_array(features))

    def identify(self, encoded, also: Iterable[str] = ()) -> list[Guess]:
        """The most probable languages and those asked for, the most probable first."""
        guesses = [Guess(name[2:-2], float(sure)) for name, sure in self._model.detect_language(encoded)[0]]
        return [guess for place, guess in enumerate(guesses) if place < TOLD or guess.language in also]

    def decode(
        self, encoded, seconds: float, language: str, task: str, beams: int = 1, vocabulary: tuple[str, ...] = ()
    ) -> Hypothesis:
        """Most probable text of `seconds` of audio; greedy with one beam.

        vocabulary: words that are expected, given as what was said before.
        """
        prompt = [*self._said_before(vocabulary), *self._prompt(language, task), self._no_times]
        per_second = 7 if language == "en" or task == "translate" else 9
        result = self._model.generate(
            encoded,
            [prompt],
            beam_size=beams,
            return_scores=True,
            return_no_speech_prob=True,
            max_length=min(448, len(prompt) + int(seconds * per_second) + 12),
        )[0]
        tokens = tuple(result.sequences_ids[0])
        text = self._text(list(tokens)).strip()
        return Hypothesis(text, tokens, float(result.scores[0]), float(result.no_speech_prob), seconds)

    def encode_tightly(self, wave: np.ndarray):
        """Encoder output for `wave` without padding: enough to read a known text, not to write one."""
        return self.encode(wave, wave.size / RECOGNITION_HZ, SHORTEST_READ_SECONDS)

    def align(self, encoded, hypothesis: Hypothesis, language: str) -> list[Word]:
        """Words of a transcribed hypothesis."""
        return self._read(encoded, list(hypothesis.tokens), hypothesis.seconds, language).words

    def read(self, encoded, text: str, seconds: float, language: str) -> Reading:
        """How a text that another model wrote reads against the sound."""
        tokens = self._tokenizer.encode(f" {text}", add_special_tokens=False).ids
        return self._read(encoded, tokens, seconds, language)

    def _read(self, encoded, tokens: list[int], seconds: float, language: str) -> Reading:
        frames = min(FULL_WINDOW_FRAMES, round(seconds * RECOGNITION_HZ) // HOP)
        aligned = self._model.align(encoded, self._prompt(language, "transcribe"), [tokens], [frames])[0]
        probabilities = aligned.text_token_probs
        words = words_of(tokens, probabilities, aligned.alignments, self._text, language, int(seconds * 1000))
        return Reading(words, float(np.log(np.maximum(probabilities, LEAST_PROBABILITY)).sum()))

    def _prompt(self, language: str, task: str) -> list[int]:
        if not self._model.is_multilingual:
            return [self._start]
        return [self._start, self._id(f"<|{language}|>"), self._id(f"<|{task}|>")]

    def _said_before(self, vocabulary: tuple[str, ...]) -> list[int]:
        if not vocabulary:
            return []
        tokens = self._tokenizer.encode(f" {', '.join(vocabulary)}.", add_special_tokens=False).ids
        return [self._before, *tokens[:MOST_BEFORE]]

    def _text(self, tokens: list[int]) -> str:
        return self._tokenizer.decode(tokens)

    def _id(self, token: str) -> int:
        return self._tokenizer.token_to_id(token)
