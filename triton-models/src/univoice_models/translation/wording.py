"""A text of several sentences, and other wordings of it."""

from typing import NamedTuple


class Wording(NamedTuple):
    """text: as it is shown. logs: ln of each token's probability, the end's last."""

    text: str
    logs: list[float]

    @property
    def score(self) -> float:
        """ln of the text's probability."""
        return sum(self.logs)


def is_same(one: str, other: str) -> bool:
    """Whether two texts differ in case, spaces and punctuation at most."""
    return _bare(one) == _bare(other)


def joined(wordings: list[Wording]) -> Wording:
    return Wording(
        " ".join(wording.text for wording in wordings if wording.text), [log for one in wordings for log in one.logs]
    )


def others(chosen: list[Wording], found: list[list[Wording]], most: int) -> list[str]:
    """Whole texts with one sentence worded differently, none twice and none the chosen one, the most probable first.

    found: for each sentence what else was found.
    """
    changed = [
        (wording.score - chosen[place].score, joined([*chosen[:place], wording, *chosen[place + 1 :]]).text)
        for place, wordings in enumerate(found)
        for wording in wordings
    ]
    kept = [joined(chosen).text]
    for _, text in sorted(changed, key=lambda each: -each[0]):
        if text and not any(is_same(text, other) for other in kept):
            kept.append(text)
    return kept[1 : most + 1]


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum() or character == "%")
