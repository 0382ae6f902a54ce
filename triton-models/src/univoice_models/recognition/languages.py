"""Which language a stretch of speech is in, from what it sounds like and what was expected."""

import math
from typing import NamedTuple

LEAST_PROBABILITY = 1e-3
"""Whisper is surer than it is right: no language is less probable than once in a thousand, so that what is expected
counts even then."""
TOLD = 5


class Guess(NamedTuple):
    """A language's primary code and its probability, 0..1, by the sound alone."""

    language: str
    probability: float


def chosen(guesses: list[Guess], expected: dict[str, float]) -> Guess:
    """The most probable of `guesses` once what was expected is added to what was heard (Bayes' rule, in logarithms)."""

    def score(guess: Guess) -> float:
        return math.log(max(guess.probability, LEAST_PROBABILITY)) + expected.get(guess.language, 0.0)

    return max(guesses, key=score)
