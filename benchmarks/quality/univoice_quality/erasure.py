"""How much of what captions showed was taken back: normalized erasure (Arivazhagan et al. 2020), in words."""


def erased(shown: list[list[str]]) -> int:
    """Words taken back from one text to the next: what stands behind the longest common beginning."""
    return sum(len(before) - common(before, after) for before, after in zip(shown, shown[1:], strict=False))


def common(one: list[str], other: list[str]) -> int:
    """Length of the common beginning."""
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return length


def of_segment(segment: dict, stable_only: bool) -> int | None:
    """Erased words over the partials and the final of one segment; None where stable words are not told.

    With `stable_only` a partial counts by the words it called stable, and only they must still be there later.
    """
    shown = []
    for partial in segment["partials"]:
        text = partial["text"].split()
        if stable_only and "stable_words" not in partial:
            return None
        shown.append(text[: partial["stable_words"]] if stable_only else text)
    if segment.get("final"):
        shown.append(segment["text"].split())
    return erased(shown)
