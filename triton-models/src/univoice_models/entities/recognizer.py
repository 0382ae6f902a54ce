"""What of an English text must be kept as it was said: names, places, brands, dates, amounts."""

from pathlib import Path
from typing import NamedTuple

from .network import EntityNetwork
from .tokens import tokens

LANGUAGES = ("en",)
TYPES = {
    "PERSON": "PERSON",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "ORG": "BRAND",
    "PRODUCT": "BRAND",
    "DATE": "DATE",
    "MONEY": "AMOUNT",
}
"""By OntoNotes' label. Its other labels are words to be translated ("Brazilian", "the first") or numbers."""


class Entity(NamedTuple):
    """start, end: characters (Unicode code points) in the text, the end not counted."""

    start: int
    end: int
    type: str


class EntityRecognizer:
    """Stateless."""

    def __init__(self, weights: Path):
        self._network = EntityNetwork(weights / "entities.npz")

    def entities(self, text: str) -> list[Entity]:
        """From left to right, none over another."""
        words = tokens(text)
        return [
            Entity(words[found.first].start, words[found.last].end, TYPES[found.label])
            for found in self._network.entities(words)
            if found.label in TYPES
        ]
