"""Words with times and confidence from the alignment of tokens to frames."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

FRAME_MILLIS = 20
"""One encoder position of Whisper."""
UNSPACED = frozenset({"zh", "ja", "th", "lo", "my", "yue", "km"})
"""Languages written without spaces: there every decodable group of tokens is a word."""
SHORTEST_LONG_WORD_MILLIS = 700
"""The alignment gives a pause to the word before it, and a leading one to the first word; such a word is cut to twice
the median length, but not below this (rule of faster-whisper)."""


@dataclass(frozen=True)
class Word:
    text: str
    start_millis: int
    end_millis: int
    confidence: float
    raw_confidence: float = 0.0


def words_of(
    tokens: list[int],
    probabilities: list[float],
    alignment: list[tuple[int, int]],
    decode: Callable[[list[int]], str],
    language: str,
    audio_millis: int,
) -> list[Word]:
    """Groups `tokens` into words.

    probabilities: one per token. alignment: (token index, encoder position) pairs in order. Times are milliseconds
    from the start of the audio and never decrease; a word's confidence is the mean of its tokens'.
    """
    first_position: dict[int, int] = {}
    for token, position in alignment:
        first_position.setdefault(token, position)
    starts = _filled(first_position, len(tokens))
    starts.append(max(starts[-1] + 1, alignment[-1][1] + 1 if alignment else 0))
    found = []
    for begin, end in _groups(tokens, decode, language):
        text = decode(tokens[begin:end]).strip()
        start = min(starts[begin] * FRAME_MILLIS, audio_millis)
        stop = min(starts[end] * FRAME_MILLIS, audio_millis)
        found.append(Word(text, start, stop, sum(probabilities[begin:end]) / (end - begin)))
    return _without_pauses([word for word in found if word.text])


def _filled(first_position: dict[int, int], count: int) -> list[int]:
    """A start for every token, never earlier than the one before."""
    starts, latest = [], 0
    for index in range(count):
        latest = max(latest, first_position.get(index, latest))
        starts.append(latest)
    return starts


def _groups(tokens: list[int], decode: Callable[[list[int]], str], language: str) -> list[tuple[int, int]]:
    """Token ranges of words: a token that starts with a space begins one; broken UTF-8 is never separated."""
    groups: list[tuple[int, int]] = []
    begin = 0
    for index in range(1, len(tokens) + 1):
        whole = "\ufffd" not in decode(tokens[begin:index])
        last = index == len(tokens)
        if last or (whole and (language in UNSPACED or decode([tokens[index]]).startswith(" "))):
            groups.append((begin, index))
            begin = index
    return groups


def _without_pauses(words: list[Word]) -> list[Word]:
    if not words:
        return words
    longest = max(SHORTEST_LONG_WORD_MILLIS, int(2 * median(word.end_millis - word.start_millis for word in words)))
    first = words[0]
    begun = Word(first.text, max(first.start_millis, first.end_millis - longest), first.end_millis, first.confidence)
    return [begun] + [
        Word(word.text, word.start_millis, min(word.end_millis, word.start_millis + longest), word.confidence)
        for word in words[1:]
    ]
