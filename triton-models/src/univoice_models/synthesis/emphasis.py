"""Lets a word of a text stand out: longer, higher and louder, and what follows it a little lower.

What a speaker does to the word that matters (Cooper, Eady & Mueller, JASA 77, 1985: longer by a third or so, higher;
Xu & Xu, Journal of Phonetics 33, 2005: the pitch of the word raised, what follows lowered, what goes before left as it
is) is done to the plan of the sound (`Melody`), so there is nothing to cut and no vocoder afterwards.
"""

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import numpy as np

from .clauses import Clause
from .intonation import HIGHEST_HZ, LOWEST_HZ, RISE_SECONDS, VOICED_HZ
from .kokoro import FRAMES_PER_SECOND, Melody

LONGER = 1.35
"""Times as long as the word would be."""
ABOVE = 0.28
"""ln F0 that the word reaches above what else there is in its clause and before: five semitones, in the upper half of
what Xu & Xu (2005) found."""
HIGHER_RANGE = (0.22, 0.6)
"""ln F0 by which it is raised for that: four semitones at least, ten at most, which takes a word at the end of a
clause, where voices fall, to where another word's peak is."""
LOWER_AFTER, MOVES_AFTER = 0.04, 0.5
"""What follows in the sentence lies so much lower in ln F0 and moves less (post-focus compression). At 0.1 the mean of
an utterance was moved by 10 % and more where an early word was raised."""
EFFORT = 0.4
"""On the network's scale of energy, ln of an amplitude."""
LOUDER_DB = 4.0
"""On top, for of the energy that is asked for less than half is heard."""
BEFORE, AFTER = 5, 8
"""Half frames (60 and 100 ms) of rise before the word and of fall behind its stressed vowel at least."""
HIGH = 90
"""Percentile that stands for a peak: a tracked peak has outliers."""
STRESS = "ˈ"
WEAK_STRESS = "ˌ"
MARKS = re.compile("[ˈˌː]")
WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Stressed:
    """One word in a clause's phonemes: characters [start, end) of it, and the first and last + 1 of its stressed
    vowel."""

    start: int
    end: int
    vowel_start: int
    vowel_end: int


def places(text: str, parts: list[Clause], ranges: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    """For each clause which of its words (counted from 0; what stands between spaces) lie in one of the ranges (first
    and last + 1 code point) of the text."""
    found, at = [], 0
    for part in parts:
        chosen = []
        for place, word in enumerate(WORD.findall(part.text)):
            begin = max(text.find(word, at), at)
            at = begin + len(word)
            if any(max(begin, start) < min(at, end) for start, end in ranges):
                chosen.append(place)
        found.append(tuple(chosen))
    return found


def ranges(part: Clause, words: tuple[int, ...]) -> list[tuple[int, int]]:
    """First and last + 1 code point of these words of the clause."""
    spans = [word.span() for word in WORD.finditer(part.text)]
    return [spans[place] for place in words]


def stressed(phonemes: str, alone: list[str], words: tuple[int, ...]) -> tuple[str, tuple[Stressed, ...]]:
    """The phonemes of a clause, with a stress on those of its words that are to stand out and had none, and where these
    words are in them. alone: the phonemes of each word by itself. What cannot be found is left out."""
    whole = phonemes
    starts = np.cumsum([0, *(len(word) + 1 for word in alone)])
    pairs = {}
    matcher = SequenceMatcher(None, whole, " ".join(alone), autojunk=False)
    for block in matcher.get_matching_blocks():
        pairs.update({block.b + step: block.a + step for step in range(block.size)})
    found: list[Stressed] = []
    shift = 0
    for word in sorted(words):
        own = [pairs[at] for at in range(starts[word], starts[word + 1] - 1) if at in pairs and whole[pairs[at]] != " "]
        if not own:
            continue
        others = {at for other, at in pairs.items() if not starts[word] <= other < starts[word + 1]}
        start, end = min(own), max(own) + 1
        while start > 0 and whole[start - 1].strip() and start - 1 not in others:
            start -= 1
        while end < len(whole) and whole[end].strip() and end not in others:
            end += 1
        spoken, said = whole[start:end], alone[word]
        if STRESS not in spoken and STRESS in said and MARKS.sub("", said) == MARKS.sub("", spoken):
            spoken = said.replace(WEAK_STRESS, "")
        phonemes = phonemes[: start + shift] + spoken + phonemes[end + shift :]
        begin = start + shift
        shift += len(spoken) - (end - start)
        vowel = spoken.find(STRESS) + 1
        found.append(Stressed(begin, begin + len(spoken), begin + vowel, begin + (vowel + 1 if vowel else len(spoken))))
    return phonemes, tuple(found)


def longer(melody: Melody, words: tuple[Stressed, ...]) -> Melody:
    """The melody with these words lasting longer."""
    frames = melody.sounds.shape[1]
    rate = np.ones(frames)
    for word in words:
        rate[melody.begins[word.start] : melody.begins[word.end]] = LONGER
    ends = np.cumsum(rate)
    size = round(float(ends[-1]))
    # Where in the former time each new frame lies; a sound lasts as its features are repeated.
    whole = np.interp(np.arange(size) + 0.5, np.concatenate([[0.0], ends]), np.arange(frames + 1))
    half = np.interp((np.arange(2 * size) + 0.5) / 2, np.concatenate([[0.0], ends]), np.arange(frames + 1)) * 2 - 0.5
    kept = np.clip(whole.astype(int), 0, frames - 1)
    begins = np.round(np.concatenate([[0.0], ends])[melody.begins]).astype(int)
    near = np.clip(np.round(half).astype(int), 0, 2 * frames - 1)
    return replace(melody, f0=melody.f0[near], energy=melody.energy[near], sounds=melody.sounds[:, kept], begins=begins)


def peak(melody: Melody) -> float | None:
    """ln F0 of the melody's highest stretch; None where nothing is voiced."""
    f0 = melody.f0[melody.f0 > VOICED_HZ]
    return float(np.percentile(np.log(f0.astype(np.float64)), HIGH)) if f0.size else None


def raised(melody: Melody, words: tuple[Stressed, ...], asks: bool, follows: bool, before: float | None) -> Melody:
    """The melody with these words higher and with more effort. asks: it ends a question, whose rise stays as it is;
    follows: a word of the same sentence was raised in a clause before; before: the peak of the clauses before in ln F0,
    None where there are none."""
    voiced = np.flatnonzero(melody.f0 > VOICED_HZ)
    if not voiced.size:
        return melody
    logs = np.log(melody.f0[voiced].astype(np.float64))
    size = melody.f0.size
    if not asks:
        behind = max((2 * int(melody.begins[word.end]) for word in words), default=0 if follows else size)
        rest = logs[voiced >= behind]
        if rest.size:
            low = np.median(rest) - LOWER_AFTER
            moved = low + MOVES_AFTER * (logs - np.median(rest))
            logs += _ramp((voiced - behind) / AFTER if words else np.ones(voiced.size)) * (moved - logs)
    if asks:
        kept = _ramp((size - RISE_SECONDS * FRAMES_PER_SECOND - voiced) / AFTER)
    else:
        kept = np.ones(voiced.size)
    shapes = [_shape(melody, word) for word in words]
    inside = np.max(shapes, axis=0)[voiced] > 0.0 if shapes else np.zeros(voiced.size, bool)
    around = logs[~inside] if (~inside).any() else logs
    effort = np.zeros(size)
    for shape in shapes:
        own = shape[voiced]
        top = np.percentile(logs[own > 0.5], HIGH) if (own > 0.5).any() else np.median(logs)
        highest = max(np.percentile(around, HIGH), before if before is not None else -np.inf)
        higher = np.clip(highest + ABOVE - top, *HIGHER_RANGE)
        logs += higher * own * kept
        effort = np.maximum(effort, shape)
    f0 = melody.f0.copy()
    f0[voiced] = np.clip(np.exp(logs), LOWEST_HZ, HIGHEST_HZ)
    return replace(melody, f0=f0, energy=melody.energy + EFFORT * effort.astype(melody.energy.dtype))


def louder(wave: np.ndarray, melody: Melody, words: tuple[Stressed, ...]) -> np.ndarray:
    """The sound of the melody, FP32[n], with these words louder."""
    shape = np.max([_shape(melody, word) for word in words], axis=0)
    places = (np.arange(wave.size) + 0.5) * shape.size / wave.size - 0.5
    gain = 10.0 ** (LOUDER_DB / 20.0 * np.interp(places, np.arange(shape.size), shape))
    return (wave * gain).astype(np.float32)


def _shape(melody: Melody, word: Stressed) -> np.ndarray:
    """How much of a rise is where, FP64[2 n]: up to 1 before the stressed vowel, through it, and away behind it."""
    at = np.arange(melody.f0.size)
    start, vowel, vowel_end, end = (
        2 * int(melody.begins[place]) for place in (word.start, word.vowel_start, word.vowel_end, word.end)
    )
    begin, fallen = min(start, vowel) - BEFORE, max(end, vowel_end + AFTER)
    return _ramp((at - begin) / max(1, vowel - begin)) * (1.0 - _ramp((at - vowel_end) / max(1, fallen - vowel_end)))


def _ramp(place: np.ndarray) -> np.ndarray:
    """From 0 to 1 without a corner."""
    return 0.5 - 0.5 * np.cos(np.pi * np.clip(place, 0.0, 1.0))
