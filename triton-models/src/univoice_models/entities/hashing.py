"""How spaCy numbers strings and finds their rows: MurmurHash64A, then MurmurHash3 x64 128 (Appleby, public domain)."""

from functools import lru_cache

import numpy as np

WORD = (1 << 64) - 1
MULTIPLIER = 0xC6A4A7935BD1E995
SEED_OF_STRINGS = 1
BYTES_OF_ID = 8
SYMBOLS = {"X": 101}
"""Strings that spaCy knows by another number than their hash; X is the shape of a capital letter."""


@lru_cache(maxsize=20_000)
def string_id(text: str) -> int:
    """UINT64 of a string; 0 for the empty one."""
    if not text:
        return 0
    if text in SYMBOLS:
        return SYMBOLS[text]
    data = text.encode()
    whole = len(data) // 8 * 8
    made = SEED_OF_STRINGS ^ (len(data) * MULTIPLIER & WORD)
    for at in range(0, whole, 8):
        block = int.from_bytes(data[at : at + 8], "little") * MULTIPLIER & WORD
        block = (block ^ block >> 47) * MULTIPLIER & WORD
        made = (made ^ block) * MULTIPLIER & WORD
    if len(data) > whole:
        made = (made ^ int.from_bytes(data[whole:], "little")) * MULTIPLIER & WORD
    made = (made ^ made >> 47) * MULTIPLIER & WORD
    return made ^ made >> 47


def rows(ids: np.ndarray, seed: int, count: int) -> np.ndarray:
    """INT64[n, 4]: the four rows, of `count`, that stand for each id UINT64[n] together."""
    with np.errstate(over="ignore"):
        second = np.full_like(ids, seed ^ BYTES_OF_ID)
        first = _rotated(ids * np.uint64(0x87C37B91114253D5), 31) * np.uint64(0x4CF5AD432745937F) ^ second
        first = first + second
        second = second + first
        first, second = _mixed(first), _mixed(second)
        first = first + second
        second = second + first
    halves = [half for made in (first, second) for half in (made & np.uint64(0xFFFFFFFF), made >> np.uint64(32))]
    return np.stack(halves, axis=1).astype(np.int64) % count


def _rotated(value: np.ndarray, bits: int) -> np.ndarray:
    return value << np.uint64(bits) | value >> np.uint64(64 - bits)


def _mixed(value: np.ndarray) -> np.ndarray:
    value = (value ^ value >> np.uint64(33)) * np.uint64(0xFF51AFD7ED558CCD)
    value = (value ^ value >> np.uint64(33)) * np.uint64(0xC4CEB9FE1A85EC53)
    return value ^ value >> np.uint64(33)
