"""Tensors of a Triton request to Python values and back. Imports Triton's module only when it is used."""

import numpy as np

from .errors import InvalidInput


class Inputs:
    """The input tensors of one request, by name; an input that is missing gives its default."""

    def __init__(self, request):
        import triton_python_backend_utils as triton

        self._request = request
        self._find = triton.get_input_tensor_by_name

    def array(self, name: str) -> np.ndarray | None:
        """The tensor as a flat array, or None when it was not sent."""
        tensor = self._find(self._request, name)
        return None if tensor is None else tensor.as_numpy().reshape(-1)

    def needed(self, name: str) -> np.ndarray:
        """As `array`; raises InvalidInput when it was not sent."""
        found = self.array(name)
        if found is None:
            raise InvalidInput(f"The input {name} is missing.")
        return found

    def text(self, name: str, default: str | None = None) -> str:
        """One UTF-8 string; raises InvalidInput when it is needed (no default) and missing, or not UTF-8."""
        found = self.array(name) if default is not None else self.needed(name)
        return default if found is None or found.size == 0 else _decode(name, found[0])

    def texts(self, name: str) -> list[str]:
        """Strings in order; none when the tensor was not sent."""
        found = self.array(name)
        return [] if found is None else [_decode(name, raw) for raw in found]

    def flag(self, name: str, default: bool) -> bool:
        found = self.array(name)
        return default if found is None or found.size == 0 else bool(found[0])

    def number(self, name: str) -> float | None:
        """One finite number or None; raises InvalidInput when it is not finite."""
        found = self.vector(name)
        return None if found is None else float(found[0])

    def vector(self, name: str, size: int | None = None, unknown_as_nan: bool = False) -> np.ndarray | None:
        """FP32 numbers or None; raises InvalidInput when their count is wrong or one is not finite.

        unknown_as_nan: a number that is not finite means that nothing is known, as if nothing had been sent.
        """
        found = self.array(name)
        if found is None or found.size == 0:
            return None
        if size is not None and found.size != size:
            raise InvalidInput(f"{name} holds {found.size} numbers; {size} are needed.")
        if not np.all(np.isfinite(found)):
            if unknown_as_nan:
                return None
            raise InvalidInput(f"{name} holds a number that is not finite.")
        return found.astype(np.float32)


def outputs(values: dict) -> list:
    """Triton tensors of named values: str and lists of str become BYTES, arrays keep their type and shape."""
    import triton_python_backend_utils as triton

    return [triton.Tensor(name, _encode(value)) for name, value in values.items()]


def _decode(name: str, raw) -> str:
    try:
        return raw.decode("utf-8") if isinstance(raw, bytes) else str(raw)
    except UnicodeDecodeError:
        raise InvalidInput(f"{name} is not UTF-8.") from None


def _encode(value) -> np.ndarray:
    if isinstance(value, str):
        return np.array([value.encode("utf-8")], dtype=np.object_)
    if isinstance(value, list):
        return np.array([text.encode("utf-8") for text in value], dtype=np.object_)
    if isinstance(value, float):
        return np.array([value], dtype=np.float32)
    if isinstance(value, int):
        return np.array([value], dtype=np.int32)
    return value
