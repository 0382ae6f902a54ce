"""Words as they are compared: the rules of WordErrors in the launcher, so that both count the same errors."""

import re
import unicodedata

import jiwer

NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]

ONE_FORM = [
    (r"\bwon't\b", "will not"),
    (r"\bcan't\b", "can not"),
    (r"\blet's\b", "let us"),
    (r"n't\b", " not"),
    (r"'re\b", " are"),
    (r"'s\b", " is"),
    (r"'d\b", " would"),
    (r"'ll\b", " will"),
    (r"'ve\b", " have"),
    (r"'m\b", " am"),
    (r"\bmr\b", "mister"),
    (r"\bmrs\b", "missus"),
    (r"\bdr\b", "doctor"),
    (r"\bsr\b", "senhor"),
    (r"\bsra\b", "senhora"),
    (r"(?<=\w{3})our(?=\b|s\b|ed|ing|hood|able)", "or"),
    *((rf"\b{number}\b", word) for number, word in enumerate(NUMBERS)),
]
"""Two ways to write the same sounds are no error (Radford et al. 2022, appendix C)."""


def of(text: str) -> list[str]:
    """Plain words: lower case, contractions written out, no marks but apostrophes inside."""
    plain = unicodedata.normalize("NFC", text.lower()).replace("’", "'")
    for pattern, form in ONE_FORM:
        plain = re.sub(pattern, form, plain)
    return re.sub(r"[^\w' ]|_", " ", plain).split()


def alignment(reference: list[str], heard: list[str]) -> jiwer.WordOutput:
    """Levenshtein alignment by jiwer; the reference must have a word."""
    return jiwer.process_words(" ".join(reference), " ".join(heard))


def errors(reference: list[str], heard: list[str]) -> int:
    """Substitutions, deletions and insertions."""
    if not reference:
        return len(heard)
    found = alignment(reference, heard)
    return found.substitutions + found.deletions + found.insertions


def rate(pairs: list[tuple[str, str]]) -> tuple[float, str]:
    """Share of wrong words of (truth, heard) pairs, and how it is written."""
    wrong = sum(errors(of(truth), of(said)) for truth, said in pairs)
    total = sum(len(of(truth)) for truth, _ in pairs)
    return wrong / total, f"{100 * wrong / total:.1f} % ({wrong} of {total} words)"


def rightly_heard(reference: list[str], heard: list[str]) -> list[bool]:
    """For each heard word whether it stands in the reference there."""
    right = [False] * len(heard)
    if reference and heard:
        for chunk in alignment(reference, heard).alignments[0]:
            if chunk.type == "equal":
                right[chunk.hyp_start_idx : chunk.hyp_end_idx] = [True] * (chunk.hyp_end_idx - chunk.hyp_start_idx)
    return right
