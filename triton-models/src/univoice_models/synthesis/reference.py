"""What a voice is cloned from: a recording of the speaker with what is said in it, or their voiceprint."""

from dataclasses import dataclass

import numpy as np

from ..audio import RECOGNITION_HZ, resampled, samples
from ..errors import InvalidInput
from .kokoro import RATE_HZ
from .trimming import fit_to_be_heard

SHORTEST_SECONDS, LONGEST_SECONDS = 1.0, 15.0
"""Below a second a voice cannot be told; cloning models were trained on excerpts, and F5-TTS cuts them to 12 s."""
LONGEST_CHARACTERS = 500
"""More than anybody says in that time."""


@dataclass(frozen=True)
class Reference:
    """wave: FP32[n] at 24 kHz mono; text: what is said in it, word for word."""

    wave: np.ndarray
    text: str


@dataclass(frozen=True)
class Sample:
    """What the caller sends of a speaker who has agreed to be cloned: INT16[n] at 16 kHz mono and its text; both may be
    missing, then the voiceprint alone tells the voice."""

    pcm: np.ndarray | None = None
    text: str = ""

    def reference(self) -> Reference | None:
        """None when no recording was sent; raises InvalidInput when it cannot be used."""
        if self.pcm is None or self.pcm.size == 0:
            return None
        text = self.text.strip()
        if not text:
            raise InvalidInput("REFERENCE_TEXT is missing: it must say what is said in REFERENCE_PCM.")
        if len(text) > LONGEST_CHARACTERS:
            raise InvalidInput(f"REFERENCE_TEXT holds {len(text)} characters, more than {LONGEST_CHARACTERS}.")
        try:
            wave = samples(self.pcm, SHORTEST_SECONDS, LONGEST_SECONDS)
        except InvalidInput as error:
            raise InvalidInput(f"REFERENCE_{error}") from None
        if not fit_to_be_heard(wave):
            raise InvalidInput("Nobody speaks in REFERENCE_PCM.")
        return Reference(resampled(wave, RECOGNITION_HZ, RATE_HZ), text)
