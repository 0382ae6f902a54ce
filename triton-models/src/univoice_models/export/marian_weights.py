"""Weights as Marian keeps them for its integer matrix products: `model.*.intgemm.alphas.bin`.

The format is that of marian-dev's `common/binary.cpp`: version and count; for each array the length of its name, its
type, and the lengths of its shape and data, all as 64-bit words; then all names, all shapes (32-bit), a gap of which
the length comes first, all data. A matrix of type intgemm8 holds 8-bit numbers, transposed except for the embeddings,
and after them the factor that made them of floats (`tensors/cpu/expression_graph_packable.h` of browsermt/marian-dev).
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np

FLOATS = 0x404
BYTES = 0x4101
EMBEDDINGS = "Wemb"


class Matrix(NamedTuple):
    """values INT8[in, out] = weights * factor."""

    values: np.ndarray
    factor: float


class MarianWeights:
    """Everything that one file holds, by the names that Marian gives."""

    def __init__(self, file: Path):
        self._held = _read(file.read_bytes())

    def row(self, name: str) -> np.ndarray:
        """A bias or a scale: FP32[n]."""
        kind, shape, data = self._held[name]
        if kind != FLOATS:
            raise ValueError(f"{name} is of type {kind:#x}.")
        return np.frombuffer(data, np.float32, int(np.prod(shape))).copy()

    def matrix(self, name: str) -> Matrix:
        kind, (rows, columns), data = self._held[name]
        if kind != BYTES:
            raise ValueError(f"{name} is of type {kind:#x}.")
        values = np.frombuffer(data, np.int8, rows * columns)
        embeddings = name == EMBEDDINGS
        values = values.reshape(rows, columns) if embeddings else values.reshape(columns, rows).T
        factor = float(np.frombuffer(data, np.float32, 1, rows * columns)[0])
        return Matrix(np.ascontiguousarray(values), factor)

    def layers(self, prefix: str) -> int:
        """How many layers there are of "encoder" or "decoder"."""
        return len({name.split("_")[1] for name in self._held if name.startswith(f"{prefix}_l")})


def _read(file: bytes) -> dict[str, tuple[int, list[int], bytes]]:
    version, count = np.frombuffer(file, np.uint64, 2)
    if version != 1:
        raise ValueError(f"This is no Marian file of version 1 but of {version}.")
    lengths = np.frombuffer(file, np.uint64, 4 * int(count), 16).reshape(-1, 4).astype(int)
    at = 16 + lengths.nbytes
    names, shapes = [], []
    for name, *_ in lengths:
        names.append(file[at : at + name - 1].decode())
        at += name
    for _, _, shape, _ in lengths:
        shapes.append(np.frombuffer(file, np.int32, shape, at).tolist())
        at += 4 * shape
    at += 8 + int(np.frombuffer(file, np.uint64, 1, at)[0])
    held = {}
    for name, shape, (_, kind, _, size) in zip(names, shapes, lengths, strict=True):
        held[name] = (int(kind), shape, file[at : at + size])
        at += size
    return held
