"""How well voiceprints tell people apart."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Voices:
    """Voiceprints of unit length (rows) and whose they are."""

    prints: np.ndarray
    speakers: list[str]

    @staticmethod
    def of(lines: list[dict]) -> "Voices":
        """From voiceprints.jsonl, sorted by speaker."""
        ordered = sorted(lines, key=lambda line: (line["speaker"], line["session"]))
        prints = np.array([line["embedding"] for line in ordered], float)
        return Voices(prints / np.linalg.norm(prints, axis=1, keepdims=True), [line["speaker"] for line in ordered])

    def similarities(self) -> np.ndarray:
        """Cosine of every two."""
        return self.prints @ self.prints.T

    def equal_error_rate(self) -> tuple[float, float]:
        """Over all pairs of recordings: the rate at which as many same voices are refused as other voices accepted,
        and the cosine where that is."""
        names = np.array(self.speakers)
        upper = np.triu_indices(len(names), 1)
        cosine, same = self.similarities()[upper], (names[:, None] == names[None, :])[upper]
        if not same.any() or same.all():
            return float("nan"), float("nan")
        limits = np.unique(cosine)
        refused = np.searchsorted(np.sort(cosine[same]), limits) / same.sum()
        accepted = 1 - np.searchsorted(np.sort(cosine[~same]), limits) / (~same).sum()
        at = int(np.argmin(np.abs(refused - accepted)))
        return float((refused[at] + accepted[at]) / 2), float(limits[at])

    def distinguishable(self) -> tuple[int, int]:
        """How many of all (recording, other speaker) are nearer to their own speaker than to the other.

        A speaker is the centroid of the recordings, without the one that is judged.
        """
        names, right, count = np.array(self.speakers), 0, 0
        for index, name in enumerate(self.speakers):
            own = (names == name) & (np.arange(len(names)) != index)
            if not own.any():
                continue
            for other in set(self.speakers) - {name}:
                right += self._to(index, own) > self._to(index, names == other)
                count += 1
        return right, count

    def _to(self, index: int, which: np.ndarray) -> float:
        centroid = self.prints[which].mean(axis=0)
        return float(self.prints[index] @ centroid / np.linalg.norm(centroid))
