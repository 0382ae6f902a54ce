"""Who speaks for a speaker: the nearest stock voice, its colour fitted to the speaker."""

from collections import OrderedDict
from hashlib import blake2b

import numpy as np

from .fitting import Fitting, Listener, shapes
from .likeness import colour_between
from .speaker import Speaker
from .stock_voices import StockVoice, StockVoices
from .voice_names import fitted

CLIPS, CLIP_FRAMES = 3, 108
"""What is listened to, of a blend one voice after the other: 3.2 s in all. Of as many frames as two long clips they
fitted the better."""


KEPT = 64
"""Speakers whose voice is not chosen anew: what was asked for before its voice was known, or was never heard, is often
asked for again."""


UNHEARD = 0.05
"""Cosine that is lost in what a voice was not fitted on: 0.77 on the mean of 17 speakers in the clips, 0.72 in others
of the same voice. So much nearer than the standard voice as it is a fitted voice must be heard, or the standard one is
fitted: what the choice gives up for pitch and clarity makes nobody less like themselves than the standard voice is."""


class Casting:
    """listener: the voiceprint model, or None where there is none: the nearest voice then speaks unfitted."""

    def __init__(self, voices: StockVoices, listener: Listener | None):
        self._voices = voices
        self._listener = listener
        self._fitted: OrderedDict[bytes, tuple[str, float]] = OrderedDict()

    def chosen(self, speaker: Speaker, language: str) -> StockVoice:
        """The voice that speaks for a speaker in a language (primary code); the standard one for nobody known. It takes
        0.4 s of CPU, so ask once a speaker and find the voice by its name from then on."""
        if speaker.voiceprint is None or not np.any(speaker.voiceprint):
            return self._voices.standard(language)
        nearest = self._voices.nearest(speaker.voiceprint, speaker.pitch, language)
        if self._listener is None or speaker.colour is None:
            return nearest
        wanted = (speaker.voiceprint / np.linalg.norm(speaker.voiceprint)).astype(np.float32)
        name, reached = self._towards(nearest, speaker.colour, wanted, language)
        standard = self._voices.standard(language)
        is_unlike = reached < float(wanted @ standard.voiceprint) + UNHEARD
        if is_unlike and standard.id[1] == nearest.id[1]:
            name, _ = self._towards(standard, speaker.colour, wanted, language)
        return self._voices.find(name, language)

    def _towards(self, voice: StockVoice, colour: np.ndarray, wanted: np.ndarray, language: str) -> tuple[str, float]:
        begun = colour_between(colour, voice.spectrum)
        # Nobody's voiceprint stays here: a digest tells whether it is the same one.
        parts = (voice.id.encode(), language.encode(), begun.tobytes(), wanted.tobytes())
        key = blake2b(b"\0".join(parts)).digest()
        found = self._fitted.pop(key, None) or self._fit(voice.id, language, begun, wanted)
        self._fitted[key] = found
        if len(self._fitted) > KEPT:
            self._fitted.popitem(last=False)
        return found

    def _fit(self, name: str, language: str, begun: np.ndarray, voiceprint: np.ndarray) -> tuple[str, float]:
        """The name of a voice fitted to a speaker (ln power FP64[40], voiceprint FP32[256]), and the cosine to the
        speaker that is heard of it."""
        fitting = Fitting(clips(self._voices.spoken(name, language)), self._listener)
        correction = fitting.correction(begun, voiceprint)
        reached = fitting.heard((begun + shapes(len(begun)) @ correction)[None])[0] @ voiceprint
        return fitted(name, correction), float(reached)


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
