"""Which words of a sentence the words of its translation come from."""

import re
from typing import NamedTuple

WORD = re.compile(r"\S+")
WORD_BEGINS = "\u2581"
"""SentencePiece's mark of a space before a token."""


class Link(NamedTuple):
    """From one word of the source to one of the target: first and last + 1 of each, in code points."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int

    def later(self, source: int, target: int) -> "Link":
        """The same in texts that begin so much earlier."""
        return Link(
            self.source_start + source, self.source_end + source, self.target_start + target, self.target_end + target
        )


def links(sentence: str, text: str, tokens: list[str], looked: list[tuple[int, int]]) -> list[Link]:
    """Each word of `text` with each word of `sentence` that one of its tokens looked at, from left to right; words are
    what stands between spaces.

    tokens: those that `text` was written with; looked: where in the sentence each of them looked. Nothing where
    the tokens are not those of the text's words.
    """
    sources = [match.span() for match in WORD.finditer(sentence)]
    targets = [match.span() for match in WORD.finditer(text)]
    begun = [place for place, token in enumerate(tokens) if place == 0 or token.startswith(WORD_BEGINS)]
    if len(begun) != len(targets):
        return []
    found = []
    for target, first, end in zip(targets, begun, [*begun[1:], len(tokens)], strict=True):
        # What is only a mark looks where a sentence ends, not at a word.
        letters = [place for place in range(first, end) if any(map(str.isalnum, tokens[place]))]
        words = {word for place in letters for word in sources if _shares(word, looked[place])}
        found += [Link(*word, *target) for word in sorted(words)]
    return found


def _shares(word: tuple[int, int], looked: tuple[int, int]) -> bool:
    return max(word[0], looked[0]) < min(word[1], looked[1])
