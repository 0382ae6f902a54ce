"""In whose voice a text is to be spoken, and how it was said."""

from dataclasses import dataclass

import numpy as np

FURTHEST_FROM_USUAL = 0.5
"""ln F0 between an utterance and the speaker's usual pitch; further away the tracker took the wrong octave."""
RATE_RANGE = (0.8, 1.25)
"""Of an utterance against the speaker's usual pace: beyond, a count of syllables in a short utterance has erred."""


@dataclass(frozen=True)
class Speaker:
    """What is known of the speaker, as the voiceprint extractor gives it: voiceprint FP32[256], pitch FP32[2] (mean and
    SD of ln F0), spectrum FP32[40], loudness in dBFS; each may be None."""

    voiceprint: np.ndarray | None = None
    pitch: np.ndarray | None = None
    spectrum: np.ndarray | None = None
    loudness: float | None = None

    @property
    def colour(self) -> np.ndarray | None:
        """The spectrum, unless nothing voiced was heard: a whisper's is all zeros."""
        return self.spectrum if self.spectrum is not None and np.any(self.spectrum) else None


@dataclass(frozen=True)
class Manner:
    """How the utterance was said that is spoken again: pitch FP32[2] as of a speaker, loudness in dBFS, rate against
    the speaker's usual one (1: as always); each may be None."""

    pitch: np.ndarray | None = None
    loudness: float | None = None
    rate: float | None = None


def pitch_wanted(speaker: Speaker, manner: Manner) -> tuple[float, float] | None:
    """Mean and SD of ln F0 to speak with: the utterance's where it is believable, else the speaker's, else None."""
    usual, now = speaker.pitch, manner.pitch
    if now is None:
        return None if usual is None else (float(usual[0]), float(usual[1]))
    if usual is not None and abs(float(now[0] - usual[0])) > FURTHEST_FROM_USUAL:
        return float(usual[0]), float(usual[1])
    return float(now[0]), float(now[1])


def louder_db(speaker: Speaker, manner: Manner) -> float:
    """How much louder than usual the utterance was; 0 when either is not known."""
    return 0.0 if speaker.loudness is None or manner.loudness is None else manner.loudness - speaker.loudness


def pace(speed: float, manner: Manner) -> float:
    """Speed of the synthesizer: the caller's, times the utterance's own."""
    return speed * (1.0 if manner.rate is None else float(np.clip(manner.rate, *RATE_RANGE)))
