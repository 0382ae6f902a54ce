"""Who speaks for a speaker: the nearest stock voice, its colour fitted to the speaker."""

import numpy as np

from .fitting import Fitting, Listener, shapes
from .likeness import colour_between
from .speaker import Speaker
from .stock_voices import StockVoice, StockVoices
from .voice_names import fitted

CLIPS, CLIP_FRAMES = 3, 108
"""What is listened to, of a blend one voice after the other: 3.2 s in all. Of as many frames as two long clips they
fitted the better."""


class Casting:
    """listener: the voiceprint model, or None where there is none: the nearest voice then speaks unfitted."""

    def __init__(self, voices: StockVoices, listener: Listener | None):
        self._voices = voices
        self._listener = listener

    def chosen(self, speaker: Speaker, language: str) -> StockVoice:
        """The voice that speaks for a speaker in a language (primary code); the standard one for nobody known. It takes
        0.4 s of CPU, so ask once a speaker and find the voice by its name from then on."""
        if speaker.voiceprint is None or not np.any(speaker.voiceprint):
            return self._voices.standard(language)
        nearest = self._voices.nearest(speaker.voiceprint, speaker.pitch, language)
        if self._listener is None or speaker.colour is None:
            return nearest
        return self._fitted(nearest, speaker, language)

    def _fitted(self, voice: StockVoice, speaker: Speaker, language: str) -> StockVoice:
        fitting = Fitting(clips(self._voices.spoken(voice, language)), self._listener)
        wanted = speaker.voiceprint / float(np.linalg.norm(speaker.voiceprint))
        correction = fitting.correction(colour_between(speaker.colour, voice.spectrum), wanted)
        return self._voices.find(fitted(voice.id, correction), language)


def clips(spoken: np.ndarray) -> np.ndarray:
    """FP32[CLIPS, CLIP_FRAMES, 40] of what the parts of a voice say, FP32[parts, frames, 40]."""
    begun = enumerate(range(0, CLIPS * CLIP_FRAMES, CLIP_FRAMES))
    return np.stack([spoken[index % len(spoken), at : at + CLIP_FRAMES] for index, at in begun])


def colour_of(voice: StockVoice, speaker: Speaker) -> np.ndarray | None:
    """Ln power FP64[40] that a voice's sound is to be filtered with for a speaker; None: it is left as it is."""
    if speaker.colour is None:
        return None
    colour = colour_between(speaker.colour, voice.spectrum)
    return colour if voice.correction is None else colour + shapes(len(colour)) @ voice.correction
