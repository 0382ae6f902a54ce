"""Triton's face of the translator; the tensors are described in ../CONTRACT.md."""

import numpy as np

from univoice_models.answering import answer
from univoice_models.settings import Settings
from univoice_models.tensors import Inputs
from univoice_models.translation.classes import translator_of


class TritonPythonModel:
    def initialize(self, args):
        self._translator = translator_of(Settings.from_triton(args))

    def execute(self, requests):
        return [answer(request, self._translator.describe, self._answer) for request in requests]

    def _answer(self, inputs: Inputs) -> dict:
        return self._entities(inputs) if inputs.flag("ENTITIES", False) else self._translate(inputs)

    def _entities(self, inputs: Inputs) -> dict:
        found = self._translator.entities(inputs.text("TEXT"), inputs.text("SOURCE"))
        return {
            "ENTITY_TYPES": [entity.type for entity in found],
            "ENTITY_SPANS": np.array([[entity.start, entity.end] for entity in found], np.int32).reshape(-1, 2),
        }

    def _translate(self, inputs: Inputs) -> dict:
        translation = self._translator.translate(
            inputs.text("TEXT"), inputs.text("SOURCE"), inputs.text("TARGET"), inputs.texts("CONTEXT")
        )
        return {
            "TEXT": translation.text,
            "CONFIDENCE": translation.confidence,
            "ALTERNATIVES": list(translation.alternatives),
            "ALIGNMENT": np.array(translation.links, np.int32).reshape(-1, 4),
        }
