"""Beam search: the most probable texts of a decoder that says what the next token may be."""

from typing import NamedTuple

import numpy as np

from .vocabulary import Favour, Vocabulary

MARGIN = 2.0
"""In ln: what is e^2 times less probable than the best is given up. Most speech is clear, and then one beginning is
soon the only one (as many words right as without a margin, and a fifth less time)."""


class Written(NamedTuple):
    """Tokens without the marks of beginning and end, the log-probability of each, and that of the whole, favour for
    expected words included."""

    tokens: list[int]
    logs: list[float]
    score: float
    favour: Favour


class Beam:
    """Follows at most `width` beginnings, as long as one of them may still be among the `width` best texts; with one it
    chooses greedily. margin: in ln, see `MARGIN`."""

    def __init__(self, width: int, start: int, end: int, margin: float = MARGIN, vocabulary: Vocabulary | None = None):
        self._width = width
        self._margin = margin
        self._start = start
        self._end = end
        self._vocabulary = vocabulary or Vocabulary((), lambda token: True)
        self._open = [Written([], [], 0.0, self._vocabulary.start())]
        self._ended: list[Written] = []

    @property
    def considered(self) -> int:
        """How many next tokens of each beginning are looked at; more need not be given."""
        return 2 * self._width - 1

    @property
    def is_done(self) -> bool:
        return not self._open

    def last_tokens(self) -> np.ndarray:
        """INT64[beginnings, 1]: what the decoder is to go on from."""
        return np.array([[(written.tokens or [self._start])[-1]] for written in self._open], np.int64)

    def extend(self, tokens: np.ndarray, logs: np.ndarray) -> list[int]:
        """Goes on by one token; tells which beginning each new one has gone on from.

        tokens INT64[beginnings, n], logs FP32[beginnings, n]: what may come next, and how probable it is.
        """
        favours = self._favours(tokens)
        totals = logs + np.array([[written.score] for written in self._open])
        totals += [
            [made.total - was.favour.total for made in row] for was, row in zip(self._open, favours, strict=True)
        ]
        # Each beginning has one end, so this leaves something to go on with unless all have ended.
        best = np.argsort(-totals, axis=None, kind="stable")[: self.considered]
        longer: list[tuple[int, Written]] = []
        for place in best:
            origin, rank = divmod(int(place), totals.shape[1])
            before, token, score = self._open[origin], int(tokens[origin, rank]), float(totals[origin, rank])
            favour = favours[origin][rank]
            if token == self._end:
                self._ended.append(Written(before.tokens, before.logs, score, favour))
            else:
                log = float(logs[origin, rank])
                longer.append((origin, Written([*before.tokens, token], [*before.logs, log], score, favour)))
        self._ended = _ranked(self._ended)[: self._width]
        least = max(written.score for written in (*self._ended, *(new for _, new in longer))) - self._margin
        if len(self._ended) == self._width:
            # What goes on only grows less probable.
            least = max(least, self._ended[-1].score)
        longer = [(origin, new) for origin, new in longer[: self._width] if new.score > least]
        self._open = [new for _, new in longer]
        return [origin for origin, _ in longer]

    def _favours(self, tokens: np.ndarray) -> list[list[Favour]]:
        follow = self._vocabulary.follow
        return [
            [follow(written.favour, token) for token in row]
            for written, row in zip(self._open, tokens.tolist(), strict=True)
        ]

    def best(self) -> list[Written]:
        """The most probable texts, the best first; one that never ended is given as far as it goes."""
        ranked = _ranked([*self._ended, *self._open])[: self._width]
        return [written for written in ranked if written.score > ranked[0].score - self._margin]


def _ranked(texts: list[Written]) -> list[Written]:
    return sorted(texts, key=lambda written: -written.score)
