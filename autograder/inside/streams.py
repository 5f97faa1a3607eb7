"""Inside the kernel: what is printed leaves in pieces, while it is printed.

ipykernel sends it from another thread, five times a second; a loop that only prints never lets that thread in. What it
prints would pile up in the kernel's memory, and the trusted side would see a lack of memory instead of much output.
"""

from __future__ import annotations

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

    stream_class._schedule_flush = schedule_or_send
