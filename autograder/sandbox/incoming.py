"""Messages from a kernel, decoded within bounds: it may send whatever it likes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import zmq

_HEAD_BYTES = 64 * 2**10  # identities, signature and headers; usually a few hundred


@dataclass(frozen=True)
class Bounds:
    """What one message may be, to be read whole.

    Attributes:
        size: All of its frames, in bytes.
        values: Values in its JSON, about; each takes up to 250 bytes once it is read. None where the size is bound
            enough.
    """

    size: int
    values: int | None = None


def decode(session: Any, frames: Sequence[zmq.Frame], bounds: Bounds) -> dict[str, Any] | None:
    """Decode a message; of one that exceeds its bounds, only what it is and whose, with its ``bytes``.

    Args:
        session: jupyter_client's, which knows the kernel's key.
        frames: As they came.
        bounds: Beyond which nothing is read.

    Returns:
        None for a message that fits no question.

    Raises:
        Exception: It is no message, or not from this kernel; the libraries that decode it expect no malice.
    """
    idents, parts = session.feed_identities(frames, copy=False)
    if max(map(len, (*idents, *parts[:3])), default=0) > _HEAD_BYTES:
        raise ValueError("too large a head")
    size = sum(map(len, frames))
    if size <= bounds.size and (bounds.values is None or _values(frames) <= bounds.values):
        message: dict[str, Any] = session.deserialize([part.bytes for part in parts])
    else:
        header, parent = (session.unpack(part.bytes) for part in parts[1:3])
        message = {"header": header, "parent_header": parent, "content": {}, "bytes": size}
    named = isinstance(message["header"]["msg_type"], str)
    return message if named and all(isinstance(message[part], dict) for part in ("content", "parent_header")) else None


def _values(frames: Sequence[zmq.Frame]) -> int:
    return sum(frame.bytes.count(mark) for frame in frames for mark in (b"[", b"{", b","))
