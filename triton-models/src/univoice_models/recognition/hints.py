"""What a caller knows of speech before it is recognized."""

from dataclasses import dataclass, field

from ..errors import InvalidInput

MOST_LANGUAGES = 16
MOST_WORDS = 200
LONGEST_WORD = 100
"""Characters, as a glossary's terms."""


@dataclass(frozen=True)
class Hints:
    """expected: by primary code, how much more probable a language is than any that is not named, as a difference of
    natural logarithms; counts only where the language is to be identified. vocabulary: words that are probable."""

    expected: dict[str, float] = field(default_factory=dict)
    vocabulary: tuple[str, ...] = ()

    def __post_init__(self):
        if len(self.expected) > MOST_LANGUAGES:
            raise InvalidInput(f"EXPECTED names {len(self.expected)} languages; at most {MOST_LANGUAGES} are taken.")
        if len(self.vocabulary) > MOST_WORDS:
            raise InvalidInput(f"VOCABULARY holds {len(self.vocabulary)} words; at most {MOST_WORDS} are taken.")
        if any(len(word) > LONGEST_WORD for word in self.vocabulary):
            raise InvalidInput(f"VOCABULARY holds a word of more than {LONGEST_WORD} characters.")


NONE = Hints()
