"""Bends the melody of a text, before there is sound of it, to a speaker's and an utterance's own.

The synthesizer's own melody is right for the text and its language; what is carried over from a speaker is where it
lies and how far it moves. So each clause's curve of ln F0 is taken about its own mean, stretched, and put at the
wanted one: the mean is reached whatever the text does to it, which a shift by the voices' long-term distance is not
(up to 18 % off).
"""

from dataclasses import dataclass, field, replace

import numpy as np

from .kokoro import Melody

VOICED_HZ = 10.0
"""The decoder's own threshold (voiced_threshold of its sine generator)."""
LEAST_VOICE_HZ = 55.0
OCTAVE_GUARD = 0.5
"""Where a sound begins, ends or pauses the curve passes through any pitch: what is lower than a voice, weak, or further
than this from the median (in ln Hz) says nothing of it. Counted in, such frames moved the mean by 15 %."""
STRETCH_RANGE = (0.3, 2.5)
"""Intonation is never flattened or exaggerated beyond this, whatever a noisy measurement says."""
DEVIATION_RANGE = (0.05, 0.35)
"""SD of ln F0: between monotone and very lively speech. A singer's 0.5 would be octaves of a spoken sentence."""
LEAST_OWN_DEVIATION = 0.06
"""A short clause moves by chance hardly at all; it is not to be stretched to a whole sentence's range."""
LOWEST_HZ, HIGHEST_HZ = 50.0, 600.0
"""Of voices (a bass, a small child); the decoder's harmonics go wrong beyond."""
BETWEEN_CLAUSES = 0.3
"""How much of the fall from one clause to the next stays: enough to be heard, too little to move the mean by 5 %."""
LONGEST_FALL = 0.15
RISE_SECONDS = 0.4
RISE = 0.50
"""ln F0 that the end of a question rises by at least: eight semitones by the curve, of which five or so are heard as in
yes-no questions of English (Ladd, Intonational Phonology, 2008)."""
DIP = 0.25
"""Share of the rise that it begins below where the voice was, so that a question lies hardly higher than a
statement."""
TAKE_OVER = 0.2
"""Share of that stretch in which the rise takes over from the voice's own melody."""
FRAMES_PER_SECOND = 80


@dataclass
class Intonation:
    """Mean and SD of ln F0 to speak with, or None for the voice's own; remembers what it did to the clauses before."""

    wanted: tuple[float, float] | None
    _means: list[float] = field(default_factory=list)

    def bent(self, melody: Melody, asks: bool) -> Melody:
        """The melody of the next clause as it is to sound; `asks`: it ends a question."""
        voiced = melody.f0 > VOICED_HZ
        if not voiced.any() or (self.wanted is None and not asks):
            return melody
        energy = np.maximum(melody.energy[voiced], 0.0)
        logs = np.log(melody.f0[voiced].astype(np.float64))
        core = _core(logs, energy)
        if self.wanted is not None:
            logs = self._moved(logs, core, energy)
        if asks:
            logs = _rising(logs, np.flatnonzero(voiced), core)
        f0 = melody.f0.copy()
        f0[voiced] = np.clip(np.exp(logs), LOWEST_HZ, HIGHEST_HZ)
        return replace(melody, f0=f0)

    def _moved(self, logs: np.ndarray, core: np.ndarray, energy: np.ndarray) -> np.ndarray:
        own, moves = _heard(logs[core], energy[core]) if core.any() else (float(np.median(logs)), 0.0)
        fall = float(np.clip(own - np.mean(self._means), -LONGEST_FALL, LONGEST_FALL)) if self._means else 0.0
        self._means.append(own)
        mean, deviation = self.wanted
        wanted = float(np.clip(deviation, *DEVIATION_RANGE))
        stretch = float(np.clip(wanted / max(moves, LEAST_OWN_DEVIATION), *STRETCH_RANGE))
        return mean + BETWEEN_CLAUSES * fall + stretch * (logs - own)


def _core(logs: np.ndarray, energy: np.ndarray) -> np.ndarray:
    """BOOL[n]: the frames in which a voice is heard at its pitch."""
    strong = (logs > np.log(LEAST_VOICE_HZ)) & (energy > 0.0)
    if not strong.any():
        return strong
    return strong & (np.abs(logs - np.median(logs[strong])) < OCTAVE_GUARD)


def _heard(logs: np.ndarray, energy: np.ndarray) -> tuple[float, float]:
    """Mean and SD of ln F0 as a listener hears them: by energy."""
    mean = float(np.average(logs, weights=energy))
    return mean, float(np.sqrt(np.average((logs - mean) ** 2, weights=energy)))


def _rising(logs: np.ndarray, at: np.ndarray, core: np.ndarray) -> np.ndarray:
    """`logs` of the voiced frames `at`, with a last stretch that rises as a question's does and stays up while the
    voice dies away."""
    end = at[core][-1] if core.any() else at[-1]
    begin = end - RISE_SECONDS * FRAMES_PER_SECOND
    place = np.clip((at - begin) / (end - begin), 0.0, 1.0)
    heard = core & (at > begin)
    if heard.sum() > 2 and np.polyfit(place[heard], logs[heard], 1)[0] >= RISE:
        return logs
    taken = np.clip(place / TAKE_OVER, 0.0, 1.0)
    start = float(np.median(logs[heard])) if heard.any() else float(np.median(logs))
    return (1.0 - taken) * logs + taken * (start + RISE * (place - DIP))
