"""Triton's face of the translator; the tensors are described in ../CONTRACT.md."""

from univoice_models.answering import answer
from univoice_models.settings import Settings
from univoice_models.tensors import Inputs
from univoice_models.translation.classes import translator_of


class TritonPythonModel:
    def initialize(self, args):
        self._translator = translator_of(Settings.from_triton(args))

    def execute(self, requests):
        return [answer(request, self._translator.describe, self._translate) for request in requests]

    def _translate(self, inputs: Inputs) -> dict:
        translation = self._translator.translate(
            inputs.text("TEXT"), inputs.text("SOURCE"), inputs.text("TARGET"), inputs.texts("CONTEXT")
        )
        return {
            "TEXT": translation.text,
            "CONFIDENCE": translation.confidence,
            "ALTERNATIVES": list(translation.alternatives),
        }
