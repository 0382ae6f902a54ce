"""A text in one language to the same text in another."""

from dataclasses import dataclass

from ..declaration import declaration, primary_code
from ..entities.recognizer import LANGUAGES, Entity, EntityRecognizer
from ..errors import InvalidInput
from ..settings import Settings
from .alignment import Link
from .confidence import confidence
from .sentences import sentences
from .students import Student, students
from .wording import Wording, joined, others

LONGEST_CHARACTERS = 5_000
"""More than five minutes of speech; a request must not hold the model for seconds."""
SURE = 0.8
"""From here on nobody is offered another wording; below it a reader should be. The product's own limit."""
MOST_ALTERNATIVES = 3


@dataclass(frozen=True)
class Translation:
    """confidence: 0..1 (see `confidence`). alternatives: other wordings, the most probable first; at least one where
    the confidence is under `SURE`, unless the weights know no other, and none where it is not. links: which words of
    the source the words of the text come from, from left to right; none where the weights do not tell."""

    text: str
    confidence: float
    alternatives: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


class Translator:
    """Every direction whose weights are present. Stateless."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._students = students(settings)
        self._entities = EntityRecognizer(settings.entity_weights) if settings.entity_weights else None
        if not self._students:
            raise FileNotFoundError(f"{settings.weights} holds no translation direction.")

    def describe(self) -> str:
        pairs = [{"source": source, "target": target, "tier": "useful"} for source, target in self._students]
        languages = sorted({language for pair in self._students for language in pair})
        return declaration(
            "translator",
            self._settings.version,
            "MPL-2.0",
            languages,
            pairs=pairs,
            entityLanguages=list(LANGUAGES) if self._entities else [],
            usesContext=False,
            domains=[],
            formalities=[],
        )

    def entities(self, text: str, language: str) -> list[Entity]:
        """What of the text must be kept; raises InvalidInput for a language whose names cannot be found."""
        if self._entities is None or primary_code(language) not in LANGUAGES:
            raise InvalidInput(f"Names cannot be found in {language or '(nothing)'}.")
        _refuse_long(text)
        return self._entities.entities(text)

    def translate(self, text: str, source: str, target: str, context: list[str] | None = None) -> Translation:
        """Translation of `text` between two BCP-47 tags, sentence by sentence, in order.

        context: earlier sentences of the speaker, oldest first; these weights are sentence-level and ignore them.
        Raises InvalidInput.
        """
        pair = (primary_code(source), primary_code(target))
        if pair not in self._students:
            raise InvalidInput(f"There is no translation from {source or '(nothing)'} to {target or '(nothing)'}.")
        _refuse_long(text)
        pieces = sentences(text)
        if not pieces:
            raise InvalidInput("TEXT is empty.")
        student = self._students[pair]
        aligned = [student.translate(piece) for piece in pieces]
        chosen = [wording for wording, _ in aligned]
        whole = joined(chosen)
        trusted = confidence(text, whole.text, whole.logs, whole.ended)
        others_found = () if trusted >= SURE else _alternatives(student, pieces, chosen)
        return Translation(whole.text, trusted, others_found, _links(text, pieces, aligned))


def _links(text: str, pieces: list[str], aligned: list[tuple[Wording, list[Link]]]) -> tuple[Link, ...]:
    """Those of the whole text, whose pieces are found again in order and whose translations have a space between."""
    found: list[Link] = []
    source = target = 0
    for piece, (wording, own) in zip(pieces, aligned, strict=True):
        words = piece.split()
        at = text.find(words[0], source) if words else -1
        # A piece that was cut at commas is joined with other spaces than it was said with.
        if text.startswith(piece, at):
            found += [link.later(at, target) for link in own]
        for word in words:
            place = text.find(word, source)
            source = place + len(word) if place >= 0 else source
        target += len(wording.text) + 1 if wording.text else 0
    return tuple(found)


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST_CHARACTERS:
        raise InvalidInput(f"TEXT holds {len(text)} characters; at most {LONGEST_CHARACTERS} can be taken.")


def _alternatives(student: Student, pieces: list[str], chosen: list[Wording]) -> tuple[str, ...]:
    for find in (student.wordings, student.all_wordings):
        found = others(chosen, [find(piece) for piece in pieces], MOST_ALTERNATIVES)
        if found:
            return tuple(found)
    return ()
