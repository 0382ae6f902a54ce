"""Whether a confidence of 0.8 means that 8 of 10 are right: expected calibration error (Guo et al. 2017)."""

from dataclasses import dataclass

import numpy as np

from . import words
from .heard import Heard

BINS = 10


@dataclass(frozen=True)
class Bin:
    """One row of a reliability table: how many, their mean confidence, the share that is right."""

    count: int
    confidence: float
    right: float


@dataclass(frozen=True)
class Reliability:
    """Ten bins of equal width; `error` is the mean distance of confidence and truth, by count."""

    bins: list[Bin]
    error: float

    @staticmethod
    def of(confidences: list[float], right: list[float]) -> "Reliability":
        """`right` is 1 or 0, or the share of a segment's words that is right."""
        said, true = np.asarray(confidences, float), np.asarray(right, float)
        bin_of = np.minimum((said * BINS).astype(int), BINS - 1)
        bins = []
        for number in range(BINS):
            inside = bin_of == number
            mean = (float(said[inside].mean()), float(true[inside].mean())) if inside.any() else (0.0, 0.0)
            bins.append(Bin(int(inside.sum()), *mean))
        total = max(1, len(said))
        return Reliability(bins, sum(b.count * abs(b.confidence - b.right) for b in bins) / total)


def of_words(recordings: list[Heard]) -> Reliability:
    """Every word against the transcript."""
    confidences, right = [], []
    for one in recordings:
        pieces = [(w, word["confidence"]) for s in one.finals for word in s["words"] for w in words.of(word["text"])]
        right += words.rightly_heard(words.of(one.transcript), [piece[0] for piece in pieces])
        confidences += [piece[1] for piece in pieces]
    return Reliability.of(confidences, right)


def of_segments(recordings: list[Heard]) -> Reliability:
    """Every segment by the share of its words that is right."""
    confidences, right = [], []
    for one in recordings:
        said = [words.of(segment["text"]) for segment in one.finals]
        flags = words.rightly_heard(words.of(one.transcript), [word for text in said for word in text])
        at = 0
        for segment, text in zip(one.finals, said, strict=True):
            if text:
                confidences.append(segment["confidence"])
                right.append(float(np.mean(flags[at : at + len(text)])))
            at += len(text)
    return Reliability.of(confidences, right)
