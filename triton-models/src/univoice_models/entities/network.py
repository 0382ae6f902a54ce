"""spaCy's named-entity network (en_core_web_sm 3.8) on NumPy: hash embeddings, four convolutions, and transitions.

The architecture is that of spaCy's MultiHashEmbed.v2, MaxoutWindowEncoder.v2 and TransitionBasedParser.v2 (after
Lample et al. 2016, "Neural Architectures for Named Entity Recognition"), the weights are `entities.npz`, which
`export/entity_recognizer.py` makes. spaCy itself would bring forty packages and needs NumPy 2.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from .hashing import rows, string_id
from .tokens import Token

SEEDS = (8, 9, 10, 11)
DEPTH = 4
SMALLEST_VARIANCE = 1e-8
BEGIN, IN, LAST, UNIT, OUT = 1, 2, 3, 4, 5


class Found(NamedTuple):
    """Tokens from `first` to `last`, both counted; the label is OntoNotes'."""

    first: int
    last: int
    label: str


class EntityNetwork:
    """Stateless."""

    def __init__(self, weights: Path):
        with np.load(weights) as held:
            self._held = {name: held[name] for name in held.files}
        self._actions = self._held.pop("actions")
        self._labels = [str(label) for label in self._held.pop("labels")]

    def entities(self, words: list[Token]) -> list[Found]:
        if not words:
            return []
        held = self._held
        seen = self._encoded(words) @ held["down_w"].T + held["down_b"]
        parts = np.einsum("ti,foqi->tfoq", seen, held["lower_w"])
        return self._walk(np.concatenate([parts, held["lower_pad"]]))

    def _encoded(self, words: list[Token]) -> np.ndarray:
        columns = zip(*(word.features() for word in words), strict=True)
        embedded = []
        for number, (column, seed) in enumerate(zip(columns, SEEDS, strict=True)):
            table = self._held[f"embed{number}"]
            ids = np.array([string_id(text) for text in column], np.uint64)
            embedded.append(table[rows(ids, seed, len(table))].sum(axis=1))
        value = self._maxout(np.concatenate(embedded, axis=1), "mix")
        # As many rows of nothing around as the convolutions together reach.
        value = np.pad(value, ((DEPTH, DEPTH), (0, 0)))
        for number in range(DEPTH):
            around = np.pad(value, ((1, 1), (0, 0)))
            value = value + self._maxout(np.concatenate([around[:-2], value, around[2:]], axis=1), f"conv{number}")
        return value[DEPTH:-DEPTH]

    def _maxout(self, value: np.ndarray, layer: str) -> np.ndarray:
        held = self._held
        made = (np.einsum("ti,opi->top", value, held[f"{layer}_w"]) + held[f"{layer}_b"]).max(axis=2)
        middle = made.mean(axis=1, keepdims=True)
        spread = np.sqrt(made.var(axis=1, keepdims=True) + SMALLEST_VARIANCE)
        return (made - middle) / spread * held[f"{layer}_g"] + held[f"{layer}_n"]

    def _walk(self, parts: np.ndarray) -> list[Found]:
        """Goes from word to word by the best transition that is allowed; parts: FP32[words + 1, 3, units, 2], the last
        row for a word that is not there."""
        held, count = self._held, len(parts) - 1
        found: list[Found] = []
        opened, label = -1, -1
        for at in range(count):
            context = (at, opened, at - 1) if opened >= 0 else (at, -1, -1)
            units = sum(parts[word, place] for place, word in enumerate(context)) + held["lower_b"]
            scores = units.max(axis=1) @ held["upper_w"].T + held["upper_b"]
            scores[~self._allowed(opened >= 0, label, count - at)] = -np.inf
            move, chosen = self._actions[int(scores.argmax())]
            if move == BEGIN:
                opened, label = at, chosen
            elif move == UNIT:
                found.append(Found(at, at, self._labels[chosen]))
            elif move == LAST:
                found.append(Found(opened, at, self._labels[chosen]))
                opened, label = -1, -1
        return found

    def _allowed(self, is_open: bool, label: int, left: int) -> np.ndarray:
        moves, labels = self._actions.T
        if is_open:
            return (labels == label) & ((moves == LAST) | ((moves == IN) & (left > 1)))
        named = (labels >= 0) & ((moves == UNIT) | ((moves == BEGIN) & (left > 1)))
        return named | (moves == OUT)
