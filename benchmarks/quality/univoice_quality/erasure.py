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


def of_segment(segment: dict, stable_only: bool, after: str = "") -> int | None:
    """Erased words over the partials and the final of one segment; None where stable words are not told.

    With `stable_only` a partial counts by the words it called stable, and only they must still be there later: in the
    final, or, where the segment left in parts, in what follows it. Marks and capitals are not words.

    after: what was said for good on the track after this segment.
    """
    shown = []
    for partial in segment["partials"]:
        if stable_only and "stable_words" not in partial:
            return None
        words = partial["text"].split()
        shown.append(_words(words[: partial["stable_words"]] if stable_only else words))
    final = _words(segment["text"].split()) if segment.get("final") else []
    if stable_only:
        shown.append(final + _words(after.split()))
    elif final:
        shown.append(final)
    return erased(shown)


def _words(words: list[str]) -> list[str]:
    bare = ("".join(letter for letter in word if letter.isalnum()).lower() for word in words)
    return [word for word in bare if word]
