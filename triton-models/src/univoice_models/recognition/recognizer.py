"""One stretch of speech to text, words and the doubts about them.

English is written by Moonshine, which makes a quarter fewer mistakes than Whisper of the same size, a third fewer when
Whisper judges; every other language, what Moonshine cannot write, identifying languages, gists and the times of words
are Whisper's.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from ..audio import RECOGNITION_HZ, rms_dbfs, samples
from ..declaration import declaration, primary_code
from ..errors import InvalidInput
from ..settings import Settings
from .calibration import MOONSHINE, WHISPER, Calibration
from .english import EnglishRecognizer
from .guard import Hypothesis, better
from .hints import NONE, Hints
from .languages import Guess, chosen
from .moonshine import Moonshine
from .noise import NOISY_DB, speech_to_noise, without_hum
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
    """Confidences and probabilities are 0..1; `words` is empty unless words were asked for.

    raw_confidence: what the model says of itself, which `confidence` is calibrated from. speech_to_noise: dB, NaN of
    less than half a second. guesses: what the sound alone says of the language; empty when it was given.
    """

    text: str
    language: str
    language_probability: float
    confidence: float
    no_speech_probability: float
    words: list[Word] = field(default_factory=list)
    raw_confidence: float = 0.0
    speech_to_noise: float = float("nan")
    guesses: list[Guess] = field(default_factory=list)
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

    def recognize(
        self,
        pcm: np.ndarray,
        language: str,
        task: str,
        final: bool,
        with_words: bool,
        hints: Hints = NONE,
        reduces_noise: bool = True,
    ) -> Recognition:
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
        ratio = speech_to_noise(wave)
        heard = without_hum(wave) if reduces_noise and ratio < NOISY_DB else wave
        said = self._spoken(heard, asked, task, final, with_words and task == "transcribe", hints)
        return replace(said, speech_to_noise=ratio)

    def _spoken(
        self, wave: np.ndarray, asked: str, task: str, final: bool, with_words: bool, hints: Hints
    ) -> Recognition:
        seconds = wave.size / RECOGNITION_HZ
        window = seconds + (FINAL_PADDING_SECONDS if final else PARTIAL_PADDING_SECONDS)
        encoded = None if asked else self._whisper.encode(wave, window)
        guesses = [] if asked else self._whisper.identify(encoded, hints.expected)
        language, probability = (asked, 1.0) if asked else chosen(guesses, hints.expected)
        if self._english and language == "en" and task == "transcribe":
            found = self._english.recognize(wave, final, with_words, hints.vocabulary)
            if found:
                said, words = found
                return _recognition(said, words, language, probability, guesses, MOONSHINE)
        if encoded is None:
            encoded = self._whisper.encode(wave, window)
        beams = FINAL_BEAMS if final else 1
        hypothesis = self._whisper.decode(encoded, seconds, language, task, beams, hints.vocabulary)
        if final and hypothesis.loops:
            wide = self._whisper.encode(wave, FULL_WINDOW_SECONDS)
            second = self._whisper.decode(wide, seconds, language, task, beams)
            if better(hypothesis, second) is second:
                encoded, hypothesis = wide, second
        if not hypothesis.text or not hypothesis.speech or hypothesis.loops:
            return Recognition("", language, probability, 0.0, hypothesis.no_speech, guesses=guesses)
        words = self._whisper.align(encoded, hypothesis, language) if with_words else []
        return _recognition(hypothesis, words, language, probability, guesses, WHISPER)


def _recognition(
    said: Hypothesis,
    words: list[Word],
    language: str,
    probability: float,
    guesses: list[Guess],
    calibration: Calibration,
) -> Recognition:
    """A text is as sure as its words are on average: the share of them that is expected to be right."""
    each = [word.confidence for word in words] or list(said.word_confidences) or [said.confidence]
    sure = [calibration.probability(raw) for raw in each]
    told = (
        [
            replace(word, confidence=share, raw_confidence=word.confidence)
            for word, share in zip(words, sure, strict=True)
        ]
        if words
        else []
    )
    raw = float(np.mean(each)) if words else said.confidence
    return Recognition(
        said.text,
        language,
        probability,
        float(np.mean(sure)),
        said.no_speech,
        told,
        raw_confidence=raw,
        guesses=guesses,
        word_confidences=tuple(sure) if len(sure) == len(said.text.split()) else (),
    )
