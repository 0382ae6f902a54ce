"""Cuts a text into pieces that a sentence-level translator can take."""

import re

LONGEST_WORDS = 50
"""The students were trained on sentences; far beyond this they drop clauses."""
ABBREVIATIONS = frozenset(
    "mr mrs ms dr st prof jr sr vs etc no fig inc ltd co sra dra srta av exmo pág núm ex u.s e.g i.e p.ex".split()
)
END = re.compile(r"([.!?…]+[\"'”’)\]]*)(\s+)(?=[\"'“‘(\[¿¡]*[A-ZÀ-Þ0-9])|(\n+)")
CLAUSE = re.compile(r"(?<=[,;:])\s+")


def sentences(text: str) -> list[str]:
    """Sentences in order, stripped, none empty; over-long ones are cut at commas, else between words."""
    found, begin = [], 0
    for match in END.finditer(text):
        if match.group(3) is None and _abbreviated(text[begin : match.start()]):
            continue
        found.append(text[begin : match.end()].strip())
        begin = match.end()
    found.append(text[begin:].strip())
    return [piece for sentence in found if sentence for piece in _short(sentence)]


def _abbreviated(before: str) -> bool:
    last = before.split()[-1].lower().lstrip("(\"'") if before.split() else ""
    return last in ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last not in "aeoéiy")


def _short(sentence: str) -> list[str]:
    if len(sentence.split()) <= LONGEST_WORDS:
        return [sentence]
    pieces: list[str] = []
    for clause in CLAUSE.split(sentence):
        words = clause.split()
        while words:
            room = LONGEST_WORDS - (len(pieces[-1].split()) if pieces else LONGEST_WORDS)
            if pieces and len(words) <= room:
                pieces[-1] = f"{pieces[-1]} {' '.join(words)}"
                break
            pieces.append(" ".join(words[:LONGEST_WORDS]))
            words = words[LONGEST_WORDS:]
    return pieces
