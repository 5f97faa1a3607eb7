"""Plain data across the trust boundary: JSON with arrays as base64, nothing ever unpickled.

Values are numbers, strings, None, lists, dicts with string keys, and arrays. An array is written as
``{"array": base64 of little-endian C-order bytes, "dtype": ..., "shape": [...], "tensor": bool}``.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import json
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

DTYPES = frozenset({"bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64"})


class WireError(ValueError):
    """A text is no message of this format, or exceeds its bounds."""


@dataclass(frozen=True)
class Bounds:
    """What one message may hold."""

    message_bytes: int = 64 * 2**20
    depth: int = 12
    items: int = 4096
    text_chars: int = 4000


@dataclass(frozen=True, eq=False)
class Array:
    """An array as it came: a torch tensor (``tensor``) or a NumPy array, detached and on the CPU."""

    values: np.ndarray
    tensor: bool = True

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the array."""
        return tuple(self.values.shape)

    def __str__(self) -> str:
        return f"{'Tensor' if self.tensor else 'NumPy-Array'} {self.shape} {self.values.dtype}"


@dataclass(frozen=True)
class Opaque:
    """A value that cannot cross the boundary; only the name of its type does."""

    type_name: str

    def __str__(self) -> str:
        return f"ein Objekt vom Typ {self.type_name}"


@dataclass(frozen=True)
class Ref:
    """The name of something that stays in the kernel."""

    name: str


def dumps(value: Any, bounds: Bounds) -> str:
    """Encode `value` as text; what cannot cross is replaced by the name of its type.

    Raises:
        WireError: If the message would exceed `bounds`.
    """
    text = json.dumps(_encode(value, bounds, 0))
    if len(text) > bounds.message_bytes:
        raise WireError(f"the answer has {len(text)} bytes; {bounds.message_bytes} are allowed")
    return text


def loads(text: str, bounds: Bounds) -> Any:
    """Decode a message.

    Raises:
        WireError: If `text` is not such a message or exceeds `bounds`.
    """
    if len(text) > bounds.message_bytes:
        raise WireError(f"the message has {len(text)} bytes; {bounds.message_bytes} are allowed")
    try:
        return _decode(json.loads(text), bounds, 0)
    except (ValueError, RecursionError) as error:
        raise WireError(f"no plain data: {error}") from error


def _encode(value: Any, bounds: Bounds, depth: int) -> Any:
    if depth > bounds.depth:
        return {"opaque": "zu tief verschachtelt"}
    if value is None or isinstance(value, (bool, int, float)):
        return {"number": str(value)} if isinstance(value, int) and abs(value) >= 2**53 else _scalar(value)
    if isinstance(value, str):
        return {"text": value[: bounds.text_chars]}
    if isinstance(value, Opaque):
        return {"opaque": value.type_name[:200]}
    if isinstance(value, Ref):
        return {"ref": value.name}
    array = as_array(value)
    if array is not None:
        return _encode_array(array, bounds)
    if isinstance(value, dict):
        items = list(itertools.islice(value.items(), bounds.items + 1))
        if len(items) > bounds.items:
            raise WireError(f"a dict has more than {bounds.items} entries")
        return {"dict": {str(key)[:200]: _encode(item, bounds, depth + 1) for key, item in items}}
    if isinstance(value, (list, tuple)):
        if len(value) > bounds.items:
            raise WireError(f"a list has {len(value)} items; {bounds.items} are allowed")
        tag = "tuple" if isinstance(value, tuple) else "list"
        return {tag: [_encode(item, bounds, depth + 1) for item in value]}
    return {"opaque": type(value).__name__[:200]}


def _scalar(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    number = float(value) if isinstance(value, float) else int(value)
    return number if isinstance(number, int) or math.isfinite(number) else {"number": repr(number)}


def as_array(value: Any) -> Array | None:
    """Return tensors, NumPy values and PIL pictures as an `Array`, and None for anything else."""
    if isinstance(value, Array):
        return value
    if hasattr(value, "detach") and hasattr(value, "cpu"):
        dense = value.detach().cpu().resolve_conj().resolve_neg()
        return Array((dense.float() if str(dense.dtype) == "torch.bfloat16" else dense).numpy())
    if isinstance(value, (np.ndarray, np.generic)):
        return Array(np.asarray(value), tensor=False)
    if hasattr(value, "__array_interface__"):
        return Array(np.asarray(value), tensor=False)
    return None


def _encode_array(array: Array, bounds: Bounds) -> dict[str, Any]:
    values = array.values
    if values.dtype.name not in DTYPES:
        return {"opaque": f"Array mit dtype {values.dtype.name}"[:200]}
    if values.nbytes * 4 // 3 > bounds.message_bytes:
        raise WireError(f"an array of shape {values.shape} has {values.nbytes} bytes; that is too large")
    data = values.astype(values.dtype.newbyteorder("<"), copy=False).tobytes()
    return {
        "array": base64.b64encode(data).decode("ascii"),
        "dtype": values.dtype.name,
        "shape": list(values.shape),
        "tensor": array.tensor,
    }


def _decode(value: Any, bounds: Bounds, depth: int) -> Any:
    if depth > bounds.depth:
        raise WireError(f"nested deeper than {bounds.depth}")
    if isinstance(value, int) and abs(value) >= 2**53:
        raise WireError("a bare number that is too large")  # `_encode` writes such a one as text
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if not isinstance(value, dict) or not value:
        raise WireError(f"a bare {type(value).__name__}")
    if "array" in value:
        return _decode_array(value)
    tag, content = next(iter(value.items()))
    if tag in ("text", "opaque", "ref") and isinstance(content, str):
        text = _readable(content[: bounds.text_chars])
        return text if tag == "text" else Opaque(text) if tag == "opaque" else Ref(text)
    if tag == "number" and isinstance(content, str) and len(content) <= 400:
        return float(content)
    if tag in ("list", "tuple") and isinstance(content, list) and len(content) <= bounds.items:
        items = [_decode(item, bounds, depth + 1) for item in content]
        return tuple(items) if tag == "tuple" else items
    if tag == "dict" and isinstance(content, dict) and len(content) <= bounds.items:
        return {_readable(str(key)[:200]): _decode(item, bounds, depth + 1) for key, item in content.items()}
    raise WireError(f"an unknown or oversized part {str(tag)[:40]!r}")


def _readable(text: str) -> str:
    """Return a text that can be written as UTF-8; JSON may hold halves of characters."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _decode_array(value: dict[str, Any]) -> Array:
    data, dtype, shape = value["array"], value.get("dtype"), value.get("shape")
    if not (isinstance(data, str) and isinstance(dtype, str) and dtype in DTYPES and isinstance(shape, list)):
        raise WireError("a malformed array")
    if len(shape) > 8 or not all(type(size) is int and 0 <= size < 2**40 for size in shape):
        raise WireError("an array with a malformed shape")
    try:
        raw = base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise WireError("an array that is no base64") from error
    kind = np.dtype(dtype).newbyteorder("<")
    if len(raw) != math.prod(shape) * kind.itemsize:
        raise WireError(f"an array of {len(raw)} bytes does not fit its shape {shape}")
    values = np.frombuffer(raw, dtype=kind).reshape(shape).astype(np.dtype(dtype))
    return Array(values, tensor=bool(value.get("tensor")))
