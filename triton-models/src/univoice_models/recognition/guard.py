"""Tells a hypothesis that repeats itself or is not speech from a usable one."""

import math
import zlib
from dataclasses import dataclass

MAXIMUM_COMPRESSION = 2.0
"""Whisper uses 2.4 for texts of 30 s; texts of a few seconds compress less, so loops show earlier."""
MINIMUM_LOG_PROBABILITY = -1.0
NO_SPEECH = 0.6
"""Both from transcribe() of OpenAI Whisper."""
MAXIMUM_TOKENS_PER_SECOND = 12.0
"""Fast speech has 6 to 7 words a second at about 1.3 tokens each (measured on read English and Portuguese: below 8)."""
SHORTEST_JUDGED_BYTES = 24


@dataclass(frozen=True)
class Hypothesis:
    """What the decoder wrote for one stretch of audio of `seconds`."""

    text: str
    tokens: tuple[int, ...]
    log_probability: float
    no_speech: float
    seconds: float
    word_confidences: tuple[float, ...] = ()
    """One per word between spaces, where the decoder tells."""
    score: float = -math.inf
    """Log-probability of the whole text, its end included, where the decoder tells."""

    @property
    def confidence(self) -> float:
        """Geometric mean of the tokens' probabilities, 0..1."""
        return min(1.0, math.exp(self.log_probability))

    @property
    def loops(self) -> bool:
        """True when it repeats itself or holds more tokens than anybody can say."""
        raw = self.text.encode("utf-8")
        repeats = len(raw) > SHORTEST_JUDGED_BYTES and len(raw) / len(zlib.compress(raw)) > MAXIMUM_COMPRESSION
        return repeats or len(self.tokens) > MAXIMUM_TOKENS_PER_SECOND * self.seconds + 8

    @property
    def speech(self) -> bool:
        """False when the decoder itself doubts that anybody spoke."""
        return not (self.no_speech > NO_SPEECH and self.log_probability < MINIMUM_LOG_PROBABILITY / 2)


def better(first: Hypothesis, second: Hypothesis) -> Hypothesis:
    """The one that does not loop, else the more probable one."""
    if first.loops != second.loops:
        return second if first.loops else first
    return second if second.log_probability > first.log_probability else first
