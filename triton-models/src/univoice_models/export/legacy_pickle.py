"""Reads tensors of a checkpoint in PyTorch's format before 1.6, without PyTorch and without running its code."""

import collections
import pickle
import struct
from pathlib import Path

import numpy as np

STORAGES = {
    "FloatStorage": np.float32,
    "DoubleStorage": np.float64,
    "LongStorage": np.int64,
    "IntStorage": np.int32,
}


class _Tensor:
    """Where a tensor lies in its storage."""

    def __init__(self, storage, offset, size, stride, *_):
        self.key, self.offset, self.size, self.stride = storage[1], offset, size, stride

    def read(self, storages: dict[str, np.ndarray]) -> np.ndarray:
        data = storages[self.key]
        strides = [step * data.itemsize for step in self.stride]
        return np.lib.stride_tricks.as_strided(data[self.offset :], self.size, strides).copy()


class _Reader(pickle.Unpickler):
    """Knows tensors, storages and ordered dictionaries; every other name stays an inert tuple or is refused."""

    def __init__(self, file):
        super().__init__(file)
        self.types: dict[str, type] = {}

    def find_class(self, module: str, name: str):
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _Tensor
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if module == "torch" and name in STORAGES:
            return name
        if module.split(".")[0] == "torch":
            return lambda *_: None
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a checkpoint.")

    def persistent_load(self, saved):
        _, kind, key, *_ = saved
        self.types[key] = STORAGES[kind]
        return saved[1:3]


def read_state(path: Path, entry: str) -> dict[str, np.ndarray]:
    """Arrays by name below `entry` of the checkpoint at `path`."""
    with path.open("rb") as file:
        for _ in range(3):  # magic number, protocol version, machine
            pickle.load(file)
        reader = _Reader(file)
        saved = reader.load()
        storages = {}
        for key in pickle.load(file):
            kind = np.dtype(reader.types[key])
            (count,) = struct.unpack("<q", file.read(8))
            storages[key] = np.frombuffer(file.read(count * kind.itemsize), kind)
    return {name: tensor.read(storages) for name, tensor in saved[entry].items()}
