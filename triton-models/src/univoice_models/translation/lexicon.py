"""The students' lexical table: which target tokens are likely translations of each source token.

It is the Marian binary shortlist (`lex.50.50.*.s2t.bin`): a header of six 64-bit words (magic number, checksum, counts
of the most frequent target words and of translations kept per source word, lengths of the two arrays), the offsets of
each source token's list as 64-bit words, and the lists as 32-bit token ids.
"""

from pathlib import Path

import numpy as np
import tokenizers

MAGIC = 0xF11A48D5013417F5
HEADER_WORDS = 6


class Lexicon:
    """Token-level dictionary of one direction, read-only."""

    def __init__(self, folder: Path):
        table = next(folder.glob("lex.*.s2t.bin")).read_bytes()
        header = np.frombuffer(table, np.uint64, HEADER_WORDS)
        if int(header[0]) != MAGIC:
            raise ValueError(f"{folder} holds no Marian shortlist.")
        self._frequent = int(header[2])
        offsets, lists = int(header[4]), int(header[5])
        self._offsets = np.frombuffer(table, np.uint64, offsets, HEADER_WORDS * 8)
        self._lists = np.frombuffer(table, np.uint32, lists, HEADER_WORDS * 8 + offsets * 8)
        self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))

    def coverage(self, source: str, target: str) -> float:
        """Share, 0..1, of the source's tokens that have a likely translation among the target's tokens.

        Tokens among the most frequent ones say nothing and are left out; a token that was only copied counts half.
        """
        said = [token for token in self._ids(source) if token >= self._frequent]
        heard = set(self._ids(target))
        if not said:
            return 1.0
        return sum(self._covered(token, heard) for token in said) / len(said)

    def _covered(self, token: int, heard: set[int]) -> float:
        if token in heard:
            return 0.5
        return float(not heard.isdisjoint(self._translations(token)))

    def _translations(self, token: int) -> list[int]:
        if token + 1 >= len(self._offsets):
            return []
        return self._lists[int(self._offsets[token]) : int(self._offsets[token + 1])].tolist()

    def _ids(self, text: str) -> list[int]:
        return self._tokenizer.encode(text, add_special_tokens=False).ids
