"""Cuts a text into clauses that are spoken one after another, the first ones short so that sound begins soon."""

import re
from dataclasses import dataclass

LONGEST_CHARACTERS = 160
"""Kokoro takes 510 phonemes; below about 160 characters its prosody stays lively and a listener never waits long."""
FIRST_CHARACTERS = (20, 50, 110)
"""Length of the first clauses: three words are made in a third of a second, and each is heard for longer than it takes
to make the next (two cores speak three to five times as fast as a listener hears)."""
SHORTEST_CHARACTERS = 8
"""Kokoro speaks very short pieces hastily; they join their neighbour."""
SENTENCE_PAUSE_MILLIS = 260
CLAUSE_PAUSE_MILLIS = 130
PHRASE_PAUSE_MILLIS = 20
"""Pauses of read speech: a full stop, a comma, none (a cut inside a phrase must not be heard as one)."""

ABBREVIATIONS = ("Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Sr", "Sra", "Dra", "Srta", "Profa")
"""A full stop behind these ends no sentence."""
SENTENCE = re.compile(r"(?<=[.!?…])" + "".join(rf"(?<!\b{word}\.)" for word in ABBREVIATIONS) + r"[\"'”’)\]]*\s+|\n+")
CLAUSE = re.compile(r"(?<=[,;:—–])\s+")
BEFORE_WORDS = frozenset(
    "and or but because that which who when where if so to for with in on at from of "
    "e ou mas porque que quem quando onde se então para com em no na nos nas de do da dos das por pelo pela "
    "y o pero quien cuando donde si entonces con en del por et ou mais parce qui quand où si pour avec dans "
    "ma perché che chi quando dove se per con nel nella".split()
)
"""A phrase may be cut before these: prepositions, conjunctions, relative pronouns of the Latin-script languages."""


@dataclass(frozen=True)
class Clause:
    """What is spoken in one go, and how long to be silent after it when something follows."""

    text: str
    pause_millis: int


def clauses(text: str) -> list[Clause]:
    """Clauses in order; together they hold every word of `text`."""
    found = [clause for sentence in _split(SENTENCE, text) for clause in _of_sentence(sentence)]
    for index, longest in enumerate(FIRST_CHARACTERS):
        head = _start(found[index].text, longest) if index < len(found) else ""
        if head:
            rest = found[index].text[len(head) :].strip()
            found[index : index + 1] = [Clause(head, PHRASE_PAUSE_MILLIS), Clause(rest, found[index].pause_millis)]
    return found


def _of_sentence(sentence: str) -> list[Clause]:
    pieces: list[str] = []
    for part in _split(CLAUSE, sentence):
        full = not pieces or len(pieces[-1]) + len(part) >= LONGEST_CHARACTERS
        short = bool(pieces) and min(len(pieces[-1]), len(part)) < SHORTEST_CHARACTERS
        if pieces and not full and (short or len(pieces) > 1):
            pieces[-1] = f"{pieces[-1]} {part}"
        else:
            pieces.append(part)
    bounded = [piece for part in pieces for piece in _bounded(part)]
    last = len(bounded) - 1
    return [
        Clause(piece, SENTENCE_PAUSE_MILLIS if index == last else _pause_after(piece))
        for index, piece in enumerate(bounded)
    ]


def _pause_after(piece: str) -> int:
    return CLAUSE_PAUSE_MILLIS if piece[-1] in ",;:—–" else PHRASE_PAUSE_MILLIS


def _bounded(part: str) -> list[str]:
    """`part` in pieces of at most the longest length, cut between words (inside a word when it never ends)."""
    pieces = []
    while len(part) > LONGEST_CHARACTERS:
        cut = part.rfind(" ", 1, LONGEST_CHARACTERS)
        cut = cut if cut > 0 else LONGEST_CHARACTERS
        pieces.append(part[:cut].strip())
        part = part[cut:].strip()
    return [*pieces, part] if part else pieces


def _start(clause: str, longest: int) -> str:
    """The first words of a long clause up to a place where a phrase ends; empty when it is short or has none."""
    if len(clause) <= longest + SHORTEST_CHARACTERS:
        return ""
    places = [match.start() for match in re.finditer(r"\s+\S", clause)]
    fitting = [place for place in places if SHORTEST_CHARACTERS <= place <= longest]
    good = [place for place in fitting if _word_at(clause, place) in BEFORE_WORDS]
    chosen = good or fitting
    return clause[: chosen[-1]].strip() if chosen else ""


def _word_at(clause: str, place: int) -> str:
    return clause[place:].split(maxsplit=1)[0].lower()


def _split(pattern: re.Pattern, text: str) -> list[str]:
    return [piece.strip() for piece in pattern.split(text) if piece and any(map(str.isalnum, piece))]
