"""Common phrases, kept as they were made: "yes", "thank you" and "one moment" return again and again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable

import numpy as np

from .kokoro import RATE_HZ
from .trimming import fit_to_be_heard

LONGEST_CHARACTERS = 32
"""Of a text of one clause that is kept; longer ones hardly return."""
MOST_SECONDS = 300
"""Of sound in all, 29 MB: two hundred phrases."""
PITCH_STEP, DEVIATION_STEP, RATE_STEP = 0.05, 0.1, 0.1
"""What a phrase is rounded to, so that it is found again although every utterance is said a little differently: pitch
to 2.5 % either way, half of what a listener may notice; range and the utterance's own pace to what one does not. The
speed that a caller asks for is kept, for it has counted on it."""


class Phrases:
    """The sounds used last, least recently used out first. Use it from one thread."""

    def __init__(self, most_seconds: float = MOST_SECONDS):
        self._room = int(most_seconds * RATE_HZ)
        self._kept: OrderedDict[Hashable, np.ndarray] = OrderedDict()
        self._samples = 0

    def sound(self, key: Hashable, make: Callable[[], np.ndarray]) -> np.ndarray:
        """What was made for `key`, or is made now. What `make` raises is handed on; what cannot be heard is not
        kept, so every sound that is takes room."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = make()
        if fit_to_be_heard(made):
            self._kept[key] = made
            self._samples += made.size
        while self._samples > self._room:
            self._samples -= self._kept.popitem(last=False)[1].size
        return made

    @property
    def samples(self) -> int:
        """Samples that are held."""
        return self._samples


def rounded(wanted: tuple[float, float] | None, rate: float) -> tuple[tuple[float, float] | None, float]:
    """Mean and SD of ln F0, and rate against the speaker's usual one, as a phrase is spoken with."""
    pace = round(rate / RATE_STEP) * RATE_STEP
    if wanted is None:
        return None, pace
    mean, deviation = wanted
    return (round(mean / PITCH_STEP) * PITCH_STEP, round(deviation / DEVIATION_STEP) * DEVIATION_STEP), pace
