"""One stretch of speech to text, words and the doubts about them.

English is written by Moonshine, which makes a quarter fewer mistakes than Whisper of the same size, a third fewer when
Whisper judges; every other language, what Moonshine cannot write, identifying languages, gists and the times of words
are Whisper's.
"""

from dataclasses import dataclass, field

import numpy as np

from ..audio import RECOGNITION_HZ, rms_dbfs, samples
from ..declaration import declaration, primary_code
from ..errors import InvalidInput
from ..settings import Settings
from .english import EnglishRecognizer
from .guard import Hypothesis, better
from .moonshine import Moonshine
from .whisper import FULL_WINDOW_SECONDS, Whisper
from .words import Word

FINAL_PADDING_SECONDS = 8.0
PARTIAL_PADDING_SECONDS = 6.0
FINAL_BEAMS = 5
"""One word in twelve less is wrong than with a greedy choice (LibriSpeech test-other); the encoder is the dear part."""
SHORTEST_SECONDS = 0.1
INAUDIBLE_DBFS = -65.0
"""Below this nobody speaks into a working microphone; the model would invent words."""


@dataclass(frozen=True)
class Recognition:
    """Confidences and probabilities are 0..1; `words` is empty unless words were asked for."""

    text: str
    language: str
    language_probability: float
    confidence: float
    no_speech_probability: float
    words: list[Word] = field(default_factory=list)
    word_confidences: tuple[float, ...] = ()
    """One for each of the text's words between spaces, where they are known without `words`."""

    @property
    def confidences(self) -> list[float]:
        return [word.confidence for word in self.words] or list(self.word_confidences)


class SpeechRecognizer:
    """Guarded against loops. Stateless."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._whisper = Whisper(settings.weights, settings.device, settings.compute_type, settings.threads)
        self._languages = self._whisper.languages()
        self._english = None
        if settings.english_weights:
            moonshine = Moonshine(settings.english_weights, settings.device, settings.threads)
            self._english = EnglishRecognizer(moonshine, self._whisper)

    def describe(self) -> str:
        gist = [{"source": code, "target": "en"} for code in self._languages if code != "en"]
        return declaration(
            "speech_recognizer",
            self._settings.version,
            "MIT",
            self._languages,
            gistPairs=gist,
            sampleRateHz=RECOGNITION_HZ,
        )

    def recognize(self, pcm: np.ndarray, language: str, task: str, final: bool, with_words: bool) -> Recognition:
        """Text of PCM INT16[n], 16 kHz mono, 0.1 to 30 s.

        language: BCP-47 tag or empty to identify it. task: `transcribe`, or `translate` for an English gist.
        Raises InvalidInput.
        """
        wave = samples(pcm, SHORTEST_SECONDS, FULL_WINDOW_SECONDS)
        asked = primary_code(language)
        if asked and asked not in self._languages:
            raise InvalidInput(f"The language {language} is not one that this model recognizes.")
        if task not in ("transcribe", "translate"):
            raise InvalidInput(f"The task {task} is neither transcribe nor translate.")
        if rms_dbfs(wave) < INAUDIBLE_DBFS:
            return Recognition("", asked, float(bool(asked)), 0.0, 1.0)
        return self._spoken(wave, asked, task, final, with_words and task == "transcribe")

    def _spoken(self, wave: np.ndarray, asked: str, task: str, final: bool, with_words: bool) -> Recognition:
        seconds = wave.size / RECOGNITION_HZ
        window = seconds + (FINAL_PADDING_SECONDS if final else PARTIAL_PADDING_SECONDS)
        encoded = None if asked else self._whisper.encode(wave, window)
        language, probability = (asked, 1.0) if asked else self._whisper.identify(encoded)
        if self._english and language == "en" and task == "transcribe":
            found = self._english.recognize(wave, final, with_words)
            if found:
                said, words = found
                sure = _confidence(said, words)
                each = said.word_confidences if len(said.word_confidences) == len(said.text.split()) else ()
                return Recognition(said.text, language, probability, sure, said.no_speech, words, each)
        if encoded is None:
            encoded = self._whisper.encode(wave, window)
        beams = FINAL_BEAMS if final else 1
        hypothesis = self._whisper.decode(encoded, seconds, language, task, beams)
        if final and hypothesis.loops:
            wide = self._whisper.encode(wave, FULL_WINDOW_SECONDS)
            second = self._whisper.decode(wide, seconds, language, task, beams)
            if better(hypothesis, second) is second:
                encoded, hypothesis = wide, second
        if not hypothesis.text or not hypothesis.speech or hypothesis.loops:
            return Recognition("", language, probability, 0.0, hypothesis.no_speech)
        words = self._whisper.align(encoded, hypothesis, language) if with_words else []
        confidence = _confidence(hypothesis, words)
        return Recognition(hypothesis.text, language, probability, confidence, hypothesis.no_speech, words)


def _confidence(hypothesis: Hypothesis, words: list[Word]) -> float:
    if words:
        return float(sum(word.confidence for word in words) / len(words))
    return hypothesis.confidence
