"""Common phrases, kept as they were made: "yes", "thank you" and "one moment" return again and again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable

import numpy as np

from .kokoro import RATE_HZ

LONGEST_CHARACTERS = 32
"""Of a text that is kept; longer ones hardly return."""
MOST_SECONDS = 300
"""Of sound in all, 29 MB: two hundred phrases."""
PITCH_STEP, DEVIATION_STEP, SPEED_STEP = 0.05, 0.1, 0.1
"""What a phrase is rounded to, so that it is found again although every utterance is said a little differently: pitch
to 2.5 % either way, half of what a listener may notice; range and pace to what one does not."""


class Phrases:
    """The sounds used last, least recently used out first. Use it from one thread."""

    def __init__(self, most_seconds: float = MOST_SECONDS):
        self._room = int(most_seconds * RATE_HZ)
        self._kept: OrderedDict[Hashable, np.ndarray] = OrderedDict()
        self._samples = 0

    def sound(self, key: Hashable, make: Callable[[], np.ndarray]) -> np.ndarray:
        """What was made for `key`, or is made now. What `make` raises is handed on, and nothing is kept."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = make()
        if np.all(np.isfinite(made)):
            self._kept[key] = made
            self._samples += made.size
        while self._samples > self._room:
            self._samples -= self._kept.popitem(last=False)[1].size
        return made

    @property
    def samples(self) -> int:
        """Samples that are held."""
        return self._samples


def rounded(wanted: tuple[float, float] | None, speed: float) -> tuple[tuple[float, float] | None, float]:
    """Mean and SD of ln F0 and speed as a phrase is spoken with."""
    pace = round(speed / SPEED_STEP) * SPEED_STEP
    if wanted is None:
        return None, pace
    mean, deviation = wanted
    return (round(mean / PITCH_STEP) * PITCH_STEP, round(deviation / DEVIATION_STEP) * DEVIATION_STEP), pace
