"""An estimate of how far a translation can be trusted, from what the engine does give.

The engine returns text without scores, so this is an estimate: lexical coverage of the source by the translation,
lowered for a length that no translation has, for repetition and for numbers that got lost.
"""

import re

NUMBER = re.compile(r"\d+")
PLAUSIBLE_RATIO = (0.5, 2.0)
"""Characters of translation per character of source; en/pt sentences lie between 0.7 and 1.5."""
SHORT_CHARACTERS = 12
"""Very short sentences ("Hi.") have any ratio."""
PENALTY = 0.6


def confidence(source: str, translation: str, coverage: float) -> float:
    """0..1; 0 for an empty translation."""
    if not translation:
        return 0.0
    value = 0.35 + 0.65 * coverage
    ratio = len(translation) / len(source)
    if len(source) > SHORT_CHARACTERS and not PLAUSIBLE_RATIO[0] <= ratio <= PLAUSIBLE_RATIO[1]:
        value *= PENALTY
    if _repeats(translation.split()) > _repeats(source.split()) + 1:
        value *= PENALTY
    if set(NUMBER.findall(source)) - set(NUMBER.findall(translation)):
        value *= PENALTY
    return value


def _repeats(words: list[str]) -> int:
    """Longest run of the same word or the same pair of words."""
    longest = 1
    for step in (1, 2):
        run = 1
        for index in range(step, len(words)):
            run = run + 1 if words[index].lower() == words[index - step].lower() else 1
            longest = max(longest, run // step)
    return longest
