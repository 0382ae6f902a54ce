"""An English text to words as spaCy cuts it, as far as speech needs it, and what its model is told about each word."""

import re
from typing import NamedTuple

ABBREVIATION = r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Inc|Ltd|Co|Corp|vs)\."
WORDS = re.compile(
    rf"{ABBREVIATION}|\$|€|£|(?:ca|wo|sha)(?=n['’]t\b)|[^\W_]+?(?=n['’]t\b)|n['’]t\b|['’](?:s|m|re|ve|ll|d)\b"
    r"|\d+(?:[.,:]\d+)*|%\d+|[^\W_]+(?:(?:[.@_]|['’](?!(?:s|m|re|ve|ll|d|t)\b))[^\W_]+)*|\S",
    re.IGNORECASE,
)
NORMS = {
    "n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "ca": "can", "wo": "will",
    "’": "'", "“": '"', "”": '"', "€": "$", "£": "$",
}  # fmt: skip
LONGEST_RUN = 4
"""Of equal signs in a shape."""


class Token(NamedTuple):
    """start, end: characters in the text."""

    text: str
    start: int
    end: int

    def features(self) -> tuple[str, str, str, str]:
        """Norm, prefix, suffix and shape."""
        lower = self.text.lower().replace("’", "'")
        return NORMS.get(lower, NORMS.get(self.text, lower)), self.text[:1], self.text[-3:], shape(self.text)


def tokens(text: str) -> list[Token]:
    return [Token(found.group(), found.start(), found.end()) for found in WORDS.finditer(text)]


def shape(word: str) -> str:
    """`Xxxx` for `Paris`, `dd:dd` for `10:30`."""
    made, last, run = "", "", 0
    for character in word:
        sign = character
        if character.isalpha():
            sign = "X" if character.isupper() else "x"
        elif character.isdigit():
            sign = "d"
        run = run + 1 if sign == last else 1
        last = sign
        if run <= LONGEST_RUN:
            made += sign
    return made
