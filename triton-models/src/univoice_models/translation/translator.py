"""A text in one language to the same text in another."""

from dataclasses import dataclass

from ..declaration import declaration, primary_code
from ..errors import InvalidInput
from ..settings import Settings
from .confidence import confidence
from .sentences import sentences
from .students import students

LONGEST_CHARACTERS = 5_000
"""More than five minutes of speech; a request must not hold the model for seconds."""


@dataclass(frozen=True)
class Translation:
    """confidence: 0..1, an estimate (see `confidence`). alternatives: other wordings, best first; may be empty."""

    text: str
    confidence: float
    alternatives: tuple[str, ...] = ()


class Translator:
    """Every direction whose weights are present. Stateless."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._students = students(settings.weights)
        if not self._students:
            raise FileNotFoundError(f"{settings.weights} holds no translation direction.")

    def describe(self) -> str:
        pairs = [{"source": source, "target": target, "tier": "useful"} for source, target in self._students]
        languages = sorted({language for pair in self._students for language in pair})
        return declaration("translator", self._settings.version, "MPL-2.0", languages, pairs=pairs)

    def translate(self, text: str, source: str, target: str, context: list[str] | None = None) -> Translation:
        """Translation of `text` between two BCP-47 tags, sentence by sentence, in order.

        context: earlier sentences of the speaker, oldest first; these weights are sentence-level and ignore them.
        Raises InvalidInput.
        """
        pair = (primary_code(source), primary_code(target))
        if pair not in self._students:
            raise InvalidInput(f"There is no translation from {source or '(nothing)'} to {target or '(nothing)'}.")
        if len(text) > LONGEST_CHARACTERS:
            raise InvalidInput(f"TEXT holds {len(text)} characters; at most {LONGEST_CHARACTERS} can be taken.")
        pieces = sentences(text)
        if not pieces:
            raise InvalidInput("TEXT is empty.")
        student = self._students[pair]
        translated = [student.translate(piece) for piece in pieces]
        doubts = [
            confidence(piece, made, student.coverage(piece, made)) * len(piece)
            for piece, made in zip(pieces, translated, strict=True)
        ]
        return Translation(" ".join(filter(None, translated)), sum(doubts) / sum(map(len, pieces)))
