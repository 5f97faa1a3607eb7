"""Build zips byte by byte, with everything in them that no honest tool writes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    """One entry; what is left out is what an honest tool would write."""

    name: bytes
    content: bytes = b""
    flags: int = 0
    method: int = 8
    system: int = 3  # Unix
    mode: int = 0o100644
    claimed_size: int | None = None
    checksum: int | None = None


def crafted_zip(members: Sequence[Member]) -> bytes:
    body, directory = b"", b""
    for member in members:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(member.content) + packer.flush() if member.method == 8 else member.content
        checksum = zlib.crc32(member.content) if member.checksum is None else member.checksum
        size = len(member.content) if member.claimed_size is None else member.claimed_size
        common = struct.pack(
            "<HHHHHIIIHH",
            *(20, member.flags, member.method, 0, 0x21, checksum, len(packed), size, len(member.name)),
            0,
        )
        versions = struct.pack("<BB", 20, member.system)
        rest = struct.pack("<HHHII", 0, 0, 0, member.mode << 16, len(body))
        directory += b"PK\x01\x02" + versions + common + rest + member.name
        body += b"PK\x03\x04" + common + member.name + packed
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end
