"""The stock voices and blends of two: what each sounds like, and which one is nearest to a speaker."""

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

LANGUAGES = {"a": "en-US", "b": "en-GB", "e": "es", "f": "fr", "h": "hi", "i": "it", "j": "ja", "p": "pt-BR", "z": "zh"}
"""By the first letter of Kokoro's voice names; the second is the gender."""
STANDARD = {"en": "af_heart", "es": "ef_dora", "fr": "ff_siwis", "hi": "hf_alpha", "it": "if_sara", "pt": "pf_dora"}
PITCH_WEIGHT = 0.15
"""Cosine given up for a voice whose pitch need not be moved far: an octave (0.69) costs 0.1. The model speaks as well
at another pitch: a man who speaks high (250 Hz) in a man's voice moved by an octave is heard again as well."""
ACCENT_WEIGHT = 0.15
"""Cosine given up for a voice that was recorded in the language it is to speak. Any voice speaks any language, but with
an accent: of Portuguese in the nearest voice of all, 21.5 % of the words were recognised wrong, in the nearest
Portuguese one 14.5 % (42 sentences, five English speakers), for 0.08 of likeness. A man in French usually stays a man:
the one French voice is a woman's, and mostly further away than this."""
BLEND_WEIGHT = 0.03
"""Cosine given up for one voice instead of a blend of two. A blend is half of each one's style and sounds much like the
mean of their voiceprints: cosine 0.946 to it (50 pairs measured), so to a speaker it is 0.047 (SD 0.026) less like than
the mean is. Costs of 0.02 to 0.04 chose best among those; longer sums, of three and more, drift to nobody's voice."""
BLENDED = "+"
MEASURED = Path(__file__).with_name("stock_voices.npz")
"""Made by `univoice_models.export.stock_voices` with the voiceprint extractor."""


@dataclass(frozen=True)
class StockVoice:
    """voiceprint FP32[256]; pitch: mean and SD of ln F0; spectrum FP32[40]; loudness in dBFS."""

    id: str
    voiceprint: np.ndarray
    pitch: np.ndarray
    spectrum: np.ndarray
    loudness: float

    @property
    def language(self) -> str:
        """Primary code of the language it was recorded in."""
        return LANGUAGES[self.id[0]][:2]

    def accent(self, language: str) -> float:
        """How foreign it is in a language, 0 to 1; half of what a blend is made of counts half."""
        parts = parts_of(self.id)
        return sum(LANGUAGES[part[0]][:2] != language for part in parts) / len(parts)

    @property
    def declared(self) -> dict[str, str]:
        gender = "female" if self.id[1] == "f" else "male"
        return {"id": self.id, "name": self.id[3:].title(), "language": LANGUAGES[self.id[0]], "gender": gender}


class StockVoices:
    """Those measured voices whose weights are present."""

    def __init__(self, present: list[str], measured: Path = MEASURED):
        with np.load(measured) as table:
            columns = [table[name] for name in ("ids", "voiceprints", "pitches", "spectra", "loudness")]
        self._voices = {
            str(name): StockVoice(str(name), print_, pitch, spectrum, float(loudness))
            for name, print_, pitch, spectrum, loudness in zip(*columns, strict=True)
            if str(name) in present
        }
        pairs = combinations(self._voices.values(), 2)
        self._blends = {blend.id: blend for one, other in pairs if (blend := _blend(one, other)) is not None}

    def __iter__(self):
        return iter(self._voices.values())

    def find(self, name: str) -> StockVoice | None:
        return self._voices.get(name) or self._blends.get(name)

    def standard(self, language: str) -> StockVoice:
        """The voice of a language that speaks for people whose own voice is not known."""
        return self._voices.get(STANDARD.get(language, "")) or next(iter(self))

    def nearest(self, voiceprint: np.ndarray, pitch: np.ndarray | None, language: str) -> StockVoice:
        """The voice, or blend of two, most like a speaker: cosine of voiceprints, less the distance that the pitch must
        be moved and less a foreign accent in the language (primary code) that is to be spoken."""
        direction = voiceprint / max(float(np.linalg.norm(voiceprint)), 1e-9)

        def likeness(voice: StockVoice) -> float:
            moved = 0.0 if pitch is None else abs(float(pitch[0] - voice.pitch[0]))
            cost = PITCH_WEIGHT * moved + ACCENT_WEIGHT * voice.accent(language)
            return float(direction @ voice.voiceprint) - cost - (BLEND_WEIGHT if BLENDED in voice.id else 0.0)

        return max((*self, *self._blends.values()), key=likeness)


def parts_of(name: str) -> list[str]:
    """The voices that a voice is made of: itself, or the two of a blend."""
    return name.split(BLENDED)


def _blend(one: StockVoice, other: StockVoice) -> StockVoice | None:
    """Half of each; None for a man and a woman, whose half is neither."""
    if one.id[1] != other.id[1]:
        return None
    both = one.voiceprint + other.voiceprint
    return StockVoice(
        f"{one.id}{BLENDED}{other.id}",
        both / np.linalg.norm(both),
        (one.pitch + other.pitch) / 2,
        (one.spectrum + other.spectrum) / 2,
        (one.loudness + other.loudness) / 2,
    )
