"""The students' shortlist: which target tokens are likely translations of each source token.

It is the Marian binary shortlist (`lex.50.50.*.s2t.bin`): a header of six 64-bit words (magic number, checksum, counts
of the most frequent target words and of translations kept per source word, lengths of the two arrays), the offsets of
each source token's list as 64-bit words, and the lists as 32-bit token ids.
"""

from pathlib import Path

import numpy as np

MAGIC = 0xF11A48D5013417F5
HEADER_WORDS = 6


class Shortlist:
    """Of one direction, read-only."""

    def __init__(self, folder: Path):
        table = next(folder.glob("lex.*.s2t.bin")).read_bytes()
        header = np.frombuffer(table, np.uint64, HEADER_WORDS)
        if int(header[0]) != MAGIC:
            raise ValueError(f"{folder} holds no Marian shortlist.")
        self._frequent = int(header[2])
        offsets, lists = int(header[4]), int(header[5])
        self._offsets = np.frombuffer(table, np.uint64, offsets, HEADER_WORDS * 8)
        self._lists = np.frombuffer(table, np.uint32, lists, HEADER_WORDS * 8 + offsets * 8)

    def choices(self, tokens: list[int]) -> np.ndarray:
        """INT64[n], ascending: the tokens that a translation of these may be made of."""
        lists = [self._translations(token) for token in set(tokens)]
        return np.unique(np.concatenate([np.arange(self._frequent), *lists])).astype(np.int64)

    def _translations(self, token: int) -> np.ndarray:
        if token + 1 >= len(self._offsets):
            return self._lists[:0]
        return self._lists[int(self._offsets[token]) : int(self._offsets[token + 1])]
