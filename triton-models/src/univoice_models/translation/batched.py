"""Triton's face of a translator that computes the texts of several callers as one batch; behind `BatchFront`."""

from ..answering import answer_all
from ..batch_front import INVALID
from ..errors import InvalidInput
from ..settings import Settings
from ..tensors import Inputs
from .many import ManyLanguageTranslator, Question


class BatchedTranslator:
    """A Triton model (`1/model.py` names it TritonPythonModel) for weights of many languages."""

    def initialize(self, args):
        self._translator = ManyLanguageTranslator(Settings.from_triton(args))

    def execute(self, requests):
        return answer_all(requests, self._translator.describe, self._translate)

    def _translate(self, asked: list[Inputs]) -> list:
        questions = [self._question(inputs) for inputs in asked]
        whole = [question for question in questions if isinstance(question, Question)]
        found = iter(self._translator.translate_all(whole))
        answers = [next(found) if isinstance(question, Question) else question for question in questions]
        return [_refusal(answer) if isinstance(answer, InvalidInput) else _values(answer) for answer in answers]

    def _question(self, inputs: Inputs) -> Question | InvalidInput:
        try:
            if inputs.flag("ENTITIES", False):
                self._translator.entities(inputs.text("TEXT"), inputs.text("SOURCE"))
            return Question(inputs.text("TEXT"), inputs.text("SOURCE"), inputs.text("TARGET"), inputs.texts("CONTEXT"))
        except InvalidInput as error:
            return error


def _refusal(error: InvalidInput) -> InvalidInput:
    return InvalidInput(f"{INVALID}{error}")


def _values(translation) -> dict:
    return {
        "TEXT": translation.text,
        "CONFIDENCE": translation.confidence,
        "ALTERNATIVES": list(translation.alternatives),
    }
