"""The stock voices and blends of two: what each sounds like in a language, and which one is nearest to a speaker."""

from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np

from .fitting import FURTHEST, SHAPES
from .voice_names import BLENDED, LANGUAGES, STANDARD, accent, correction_of, parts_of, plain

PITCH_WEIGHT = 0.15
"""Cosine given up for a voice whose pitch need not be moved far: an octave (0.69) costs 0.1. The model speaks as well
at another pitch: a man who speaks high (250 Hz) in a man's voice moved by an octave is heard again as well."""
ACCENT_WEIGHT = 0.02
"""Cosine given up for a voice that was recorded in the language it is to speak, so that of two as near the native one
speaks. Another one speaks it in a native voice's manner."""
ERRORS_WEIGHT = 1.0
"""Cosine given up for a voice that is understood: for each word in a hundred that is heard wrongly oftener than of the
language's standard voice, 0.01."""
BLEND_WEIGHT = 0.04
"""Cosine given up for one voice instead of a blend of two. A blend is half of each one's style and sounds much like the
mean of their voiceprints: cosine 0.946 to it (50 pairs measured), so to a speaker it is 0.047 (SD 0.026) less like than
the mean is. Costs of 0.02 to 0.04 chose best among those, on which it was
chosen; longer sums, of three and more, drift to nobody's voice."""
TRIED_DEVIATION = 0.2
"""SD of ln F0 with which the voices were measured, of lively speech."""
LEAST_SHARE = 0.6
"""Of a wanted SD that the curve keeps at least: nobody is flattened for a voice's creaks."""
FURTHEST_OFF = 0.08
"""ln F0: what is measured further off is a whispering voice, of which little is voiced."""
MEASURED = Path(__file__).with_name("stock_voices.npz")
"""Made by `univoice_models.export.stock_voices` with the voiceprint extractor."""
GENDERS = "fm"
MEASURED_FIRST = "en"
"""Stands for a language in which no voice was measured."""
ROUNDED = 1.0
"""Room for what a name rounds a correction by."""
SOFTEST, SOFTEST_STEP = -20.0, 0.1
"""Ln power that a kept byte of sound begins at, and how much each one more is: from below hearing to above full scale,
to within 0.2 dB."""


@dataclass(frozen=True)
class StockVoice:
    """A voice as it sounds in one language. voiceprint FP32[256]; pitch: mean and SD of ln F0; spectrum FP32[40];
    loudness in dBFS; errors: share of its words that a recognizer hears wrongly; heard: how much higher (ln) than its
    curve of F0 it is heard, and with which SD where the curve has TRIED_DEVIATION. correction FP64[n]: how much of each
    of `fitting.shapes` its colour was moved by for one speaker; None: for nobody."""

    id: str
    voiceprint: np.ndarray
    pitch: np.ndarray
    spectrum: np.ndarray
    loudness: float
    errors: float
    heard: np.ndarray
    correction: np.ndarray | None = None

    def curve(self, wanted: tuple[float, float]) -> tuple[float, float]:
        """Mean and SD of ln F0 that its curve must have to be heard with the wanted ones.

        What a voice does besides its curve (creaks, glides, how it dies away) moves the mean, and adds to the variance
        or takes away a share of the SD.
        """
        mean, deviation = wanted
        off, spread = (float(value) for value in self.heard)
        more = max(0.0, spread**2 - TRIED_DEVIATION**2)
        lessened = min(1.0, spread / TRIED_DEVIATION)
        narrowed = np.sqrt(max(deviation**2 - more, (LEAST_SHARE * deviation) ** 2))
        return mean - float(np.clip(off, -FURTHEST_OFF, FURTHEST_OFF)), float(narrowed / lessened)

    @property
    def language(self) -> str:
        """Primary code of the language it was recorded in."""
        return LANGUAGES[self.id[0]][:2]

    @property
    def declared(self) -> dict[str, str]:
        gender = "female" if self.id[1] == "f" else "male"
        return {"id": self.id, "name": self.id[3:].title(), "language": LANGUAGES[self.id[0]], "gender": gender}


class StockVoices:
    """Those measured voices whose weights are present."""

    def __init__(self, present: list[str], measured: Path = MEASURED):
        with np.load(measured) as table:
            self._casts = {
                str(language): _cast(
                    present, *(table[name] for name in ("ids", "pitches", "loudness", "heard")), *sounds
                )
                for language, *sounds in zip(
                    *(table[name] for name in ("languages", "voiceprints", "spectra", "errors")), strict=True
                )
            }
            self._spoken = dict(zip(map(str, table["languages"]), table["spoken"], strict=True))
            self._rows = {str(name): row for row, name in enumerate(table["ids"])}

    def __iter__(self):
        """Every voice, without blends, as it sounds in the first language."""
        return (voice for voice in self._casts[MEASURED_FIRST].values() if BLENDED not in voice.id)

    def find(self, name: str, language: str) -> StockVoice | None:
        """A voice, a blend, or one of them fitted to a speaker, by its name."""
        found = self._cast(language).get(plain(name))
        if found is None or found.id == name:
            return found
        try:
            correction = correction_of(name)
        except ValueError:
            return None
        if correction is None or correction.size != SHAPES or np.linalg.norm(correction) > FURTHEST + ROUNDED:
            return None
        return replace(found, id=name, correction=correction)

    def spoken(self, name: str, language: str) -> np.ndarray:
        """A few seconds of a voice, of a blend each one's by itself: mel power FP32[parts, frames, 40], every 10 ms,
        without silences."""
        said = self._spoken.get(language, self._spoken[MEASURED_FIRST])
        return unpacked(said[[self._rows[part] for part in parts_of(name)]])

    def standard(self, language: str) -> StockVoice:
        """The voice of a language that speaks for people whose own voice is not known."""
        cast = self._cast(language)
        return cast.get(STANDARD.get(language, "")) or next(iter(cast.values()))

    def nearest(self, voiceprint: np.ndarray, pitch: np.ndarray | None, language: str) -> StockVoice:
        """The voice, or blend of two, most like a speaker in the language (primary code) that is to be spoken: cosine
        of voiceprints, less the distance that the pitch must be moved, a foreign accent and what is not understood. Of
        the gender that is nearer over all measured languages: nobody is a man in one and a woman in another."""
        direction = voiceprint / max(float(np.linalg.norm(voiceprint)), 1e-9)

        def likeness(voice: StockVoice, spoken: str, understood: float) -> float:
            moved = 0.0 if pitch is None else abs(float(pitch[0] - voice.pitch[0]))
            unclear = max(0.0, voice.errors - understood)
            cost = PITCH_WEIGHT * moved + ACCENT_WEIGHT * accent(voice.id, spoken) + ERRORS_WEIGHT * unclear
            return float(direction @ voice.voiceprint) - cost - (BLEND_WEIGHT if BLENDED in voice.id else 0.0)

        def best(gender: str, spoken: str) -> tuple[float, StockVoice | None]:
            of_gender = [voice for voice in self._cast(spoken).values() if voice.id[1] == gender]
            understood = self.standard(spoken).errors
            rated = [(likeness(voice, spoken, understood), voice) for voice in of_gender]
            return max(rated, key=lambda one: one[0], default=(-np.inf, None))

        gender = max(GENDERS, key=lambda one: sum(best(one, spoken)[0] for spoken in self._casts))
        return best(gender, language)[1]

    def _cast(self, language: str) -> dict[str, StockVoice]:
        return self._casts.get(language) or self._casts[MEASURED_FIRST]


def _cast(present: list[str], ids, pitches, loudness, heard, voiceprints, spectra, errors) -> dict[str, StockVoice]:
    """Voices and then blends by name, as they sound in one language."""
    voices = {
        str(name): StockVoice(str(name), print_, pitch, spectrum, float(level), float(unclear), off)
        for name, print_, pitch, spectrum, level, unclear, off in zip(
            ids, voiceprints, pitches, spectra, loudness, errors, heard, strict=True
        )
        if str(name) in present
    }
    blends = (_blend(one, other) for one, other in combinations(voices.values(), 2))
    return voices | {blend.id: blend for blend in blends if blend is not None}


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
        (one.errors + other.errors) / 2,
        (one.heard + other.heard) / 2,
    )


def packed(spoken: np.ndarray) -> np.ndarray:
    """UINT8 of mel power, as it is kept."""
    logs = np.log(np.maximum(spoken, np.exp(SOFTEST)))
    return np.clip(np.round((logs - SOFTEST) / SOFTEST_STEP), 0, 255).astype(np.uint8)


def unpacked(kept: np.ndarray) -> np.ndarray:
    """FP32, mel power that was kept."""
    return np.exp(SOFTEST + SOFTEST_STEP * kept.astype(np.float32))
