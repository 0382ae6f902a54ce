"""Who speaks for a speaker: a stock voice, chosen by what is heard of the nearest few, and fitted to the speaker."""

import numpy as np

from .fitting import Fitting, Listener, shapes
from .likeness import colour_between
from .speaker import Speaker
from .stock_voices import StockVoice, StockVoices
from .voice_names import fitted

HEARD = 6
"""Of the voices that are nearest by their own voiceprints, how many are heard in the speaker's colour."""
FRAMES = 240
"""2.4 s of one voice, 1.2 s of each of a blend: two windows of the voiceprint model."""


class Casting:
    """listener: the voiceprint model, or None where there is none: the nearest voice then speaks unfitted."""

    def __init__(self, voices: StockVoices, listener: Listener | None):
        self._voices = voices
        self._listener = listener

    def chosen(self, speaker: Speaker, language: str) -> StockVoice:
        """The voice that speaks for a speaker in a language (primary code); the standard one for nobody known. It takes
        0.2 to 0.3 s of CPU, so ask once a speaker and find the voice by its name from then on."""
        if speaker.voiceprint is None or not np.any(speaker.voiceprint):
            return self._voices.standard(language)
        most = HEARD if self._listener else 1
        nearest = self._voices.nearest(speaker.voiceprint, speaker.pitch, language, most)
        if self._listener is None or speaker.colour is None:
            return nearest[0][0]
        return self._fitted(nearest, speaker, language)

    def _fitted(self, nearest: list[tuple[StockVoice, float]], speaker: Speaker, language: str) -> StockVoice:
        wanted = speaker.voiceprint / float(np.linalg.norm(speaker.voiceprint))
        fittings = [Fitting(self._frames(voice, language), self._listener) for voice, _ in nearest]
        colours = [colour_between(speaker.colour, voice.spectrum) for voice, _ in nearest]
        reached = [
            float(fitting.heard(colour[None])[0] @ wanted) - cost
            for fitting, colour, (_, cost) in zip(fittings, colours, nearest, strict=True)
        ]
        best = int(np.argmax(reached))
        correction = fittings[best].correction(colours[best], wanted)
        voice = nearest[best][0]
        return self._voices.find(fitted(voice.id, correction), language)

    def _frames(self, voice: StockVoice, language: str) -> np.ndarray:
        spoken = self._voices.spoken(voice, language)
        return spoken[:, : FRAMES // len(spoken)]


def colour_of(voice: StockVoice, speaker: Speaker) -> np.ndarray | None:
    """Ln power FP64[40] that a voice's sound is to be filtered with for a speaker; None: it is left as it is."""
    if speaker.colour is None:
        return None
    colour = colour_between(speaker.colour, voice.spectrum)
    return colour if voice.correction is None else colour + shapes(len(colour)) @ voice.correction
