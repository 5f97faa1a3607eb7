"""Inside the kernel: what is printed leaves in pieces, while it is printed.

ipykernel sends it from another thread, five times a second; a loop that only prints never lets that thread in. What it
prints would pile up in the kernel's memory, and the trusted side would see a lack of memory instead of much output.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ipykernel import iostream

PIECE_CHARACTERS = 2**18


def send_in_pieces() -> None:
    """Make whoever prints wait, after each piece, until it has been sent."""
    stream_class: Any = iostream.OutStream
    schedule = stream_class._schedule_flush

    def schedule_or_send(stream: Any) -> None:
        """Called by the stream after each write."""
        if sum(buffer.tell() for buffer in list(stream._buffers.values())) < PIECE_CHARACTERS:
            schedule(stream)
        else:
            stream.flush()

    take = stream_class._flush_buffers

    def take_in_pieces(stream: Any) -> Iterator[tuple[Any, str]]:
        """Called by the stream when it sends: one message for each piece."""
        for parent, text in take(stream):
            for start in range(0, len(text), PIECE_CHARACTERS):
                yield parent, text[start : start + PIECE_CHARACTERS]

    stream_class._schedule_flush = schedule_or_send
    stream_class._flush_buffers = take_in_pieces
