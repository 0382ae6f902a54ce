"""Triton's face of the speech recognizer; the tensors are described in ../CONTRACT.md."""

import numpy as np

from univoice_models.answering import answer
from univoice_models.declaration import primary_code
from univoice_models.errors import InvalidInput
from univoice_models.recognition.hints import Hints
from univoice_models.recognition.recognizer import SpeechRecognizer
from univoice_models.settings import Settings
from univoice_models.tensors import Inputs


class TritonPythonModel:
    def initialize(self, args):
        self._recognizer = SpeechRecognizer(Settings.from_triton(args))

    def execute(self, requests):
        return [answer(request, self._recognizer.describe, self._recognize) for request in requests]

    def _recognize(self, inputs: Inputs) -> dict:
        final = inputs.flag("FINAL", True)
        said = self._recognizer.recognize(
            inputs.needed("PCM"),
            language=inputs.text("LANGUAGE", ""),
            task=inputs.text("TASK", "") or "transcribe",
            final=final,
            with_words=inputs.flag("WORDS", final),
            hints=Hints(_expected(inputs), tuple(word for word in inputs.texts("VOCABULARY") if word.strip())),
        )
        times = [(word.start_millis, word.end_millis) for word in said.words]
        return {
            "TEXT": said.text,
            "LANGUAGE": said.language,
            "LANGUAGE_PROBABILITY": said.language_probability,
            "CONFIDENCE": said.confidence,
            "NO_SPEECH_PROBABILITY": said.no_speech_probability,
            "RAW_CONFIDENCE": said.raw_confidence,
            "SPEECH_TO_NOISE": said.speech_to_noise,
            "GUESSES": [guess.language for guess in said.guesses],
            "GUESS_PROBABILITIES": np.array([guess.probability for guess in said.guesses], np.float32),
            "WORD_TEXTS": [word.text for word in said.words],
            "WORD_TIMES": np.array(times, np.int32).reshape(-1, 2),
            "WORD_CONFIDENCES": np.array(said.confidences, np.float32),
        }


def _expected(inputs: Inputs) -> dict[str, float]:
    languages = inputs.texts("EXPECTED")
    advantages = inputs.vector("EXPECTED_ADVANTAGES", len(languages)) if languages else None
    if languages and advantages is None:
        raise InvalidInput("EXPECTED_ADVANTAGES is missing.")
    return {primary_code(language): float(advantages[place]) for place, language in enumerate(languages)}
