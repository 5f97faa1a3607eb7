"""Read zip and 7z archives of unknown origin into memory, within limits, and without writing a file.

What nobody makes by accident (climbing out of the folder, absolute names, endless lists) has the archive refused
as a whole. A fault of one entry (damaged, encrypted, a link, too large, one name twice) stays with that entry, so
that the other files are read. Sizes are counted while reading; what an archive says of itself is not trusted.
"""

from __future__ import annotations

import bisect
import io
import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from autograder.moodle import sevenzip
from autograder.moodle.entry_names import is_folder, safe_name
from autograder.moodle.limits import ArchiveError, ArchiveLimits, Budget

_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")  # the second begins an archive without entries
_SEVENZIP_MAGIC = b"7z\xbc\xaf\x27\x1c"
_FOREIGN_KINDS = {b"Rar!\x1a\x07": "RAR", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz"}
_CENTRAL_ENTRY, _END, _ZIP64 = b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x07"
_END_BYTES, _ZIP64_BYTES = 22, 20  # of the record at the end, without its comment, and of what may stand before it
_ENCRYPTED_FLAG = 0x1
_CHUNK_BYTES = 1 << 20
# zipfile unpacks bzip2 and LZMA without a bound on the output, and no ordinary tool writes them into a zip.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError, ValueError, RuntimeError)


@dataclass(frozen=True)
class Entry:
    """One file of an archive or folder.

    Attributes:
        name: Relative POSIX path in NFC, free of ``.``, ``..`` and empty parts.
        content: The unpacked bytes; None when they could not be read.
        problem: English reason why there is no content; otherwise empty.
    """

    name: str
    content: bytes | None
    problem: str = ""


def archive_kind(content: bytes) -> str:
    """Return "zip" or "7z" for what can be read, the name of another packed format, or "" for no archive."""
    if content.startswith(_ZIP_MAGIC):
        return "zip"
    if content.startswith(_SEVENZIP_MAGIC):
        return "7z"
    return next((kind for magic, kind in _FOREIGN_KINDS.items() if content.startswith(magic)), "")


def read_archive(content: bytes, limits: ArchiveLimits, budget: Budget) -> tuple[Entry, ...]:
    """Read an archive that lies in memory, zip or 7z.

    Args:
        content: The archive.
        limits: Bounds for each file.
        budget: What may be read in all; it is charged.

    Raises:
        ArchiveError: If it is no such archive, is damaged as a whole, is hostile, or exceeds the budget.
    """
    if archive_kind(content) == "7z":
        content = sevenzip.to_zip(content, limits, budget)
    return tuple(_iterate_zip(io.BytesIO(content), limits, budget))


def read_archive_file(path: Path, limits: ArchiveLimits) -> Iterator[Entry]:
    """Read a whole export entry by entry from a zip or 7z file; otherwise as `read_archive`."""
    budget = limits.of_export()
    with path.open("rb") as stream:
        if archive_kind(stream.read(8)) == "7z":
            yield from read_archive(path.read_bytes(), limits, budget)
        else:
            yield from _iterate_zip(stream, limits, budget)


def read_folder(root: Path, limits: ArchiveLimits) -> Iterator[Entry]:
    """Read all files below a folder, links not followed, in the order of their names.

    Raises:
        ArchiveError: If there are more files or bytes than `limits` allow.
    """
    budget = limits.of_export()
    for path in sorted(root.rglob("*")):
        budget.charge(entries=1)
        name = unicodedata.normalize("NFC", os.fsencode(path.relative_to(root)).decode("utf-8", "replace"))
        if path.is_symlink():
            yield Entry(name, None, "is a link")
        elif path.is_file():
            try:
                with path.open("rb") as stream:
                    yield _bounded(name, stream, limits.file_bytes, budget)
            except OSError as error:
                yield Entry(name, None, f"cannot be read ({error.strerror})")


def _iterate_zip(stream: IO[bytes], limits: ArchiveLimits, budget: Budget) -> Iterator[Entry]:
    # zipfile reads the list of entries as a whole, so its length has to be known before.
    budget.charge(entries=_entries(stream))
    try:
        archive = zipfile.ZipFile(stream)
    except _DAMAGE as error:
        raise ArchiveError(f"damaged or cut short ({error})") from error
    with archive:
        if sum(info.compress_size for info in archive.infolist()) > stream.seek(0, os.SEEK_END):
            raise ArchiveError("hostile: entries share their data")
        named = [(safe_name(info), info) for info in archive.infolist() if not is_folder(info)]
        times = Counter(name for name, _ in named)
        ordered = sorted(times)
        for name, info in named:
            if times[name] == 1 and not _is_parent(name, ordered):
                yield _read_entry(archive, info, name, limits.file_bytes, budget)
            elif times.pop(name, 0):  # said once
                yield Entry(name, None, "the archive has this name twice")


def _is_parent(name: str, ordered: Sequence[str]) -> bool:
    """Tell whether a file would have to be a folder as well, for one of these names."""
    place = bisect.bisect_left(ordered, f"{name}/")
    return place < len(ordered) and ordered[place].startswith(f"{name}/")


def _read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, file_bytes: int, budget: Budget) -> Entry:
    if info.flag_bits & _ENCRYPTED_FLAG:
        return Entry(name, None, "is encrypted")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return Entry(name, None, "is a link" if kind == stat.S_IFLNK else "is no ordinary file")
    if info.compress_type not in _METHODS:
        return Entry(name, None, f"is packed by the unusual method {info.compress_type}")
    if info.file_size > file_bytes:  # more than this size is never unpacked, so a lie harms itself alone
        return Entry(name, None, f"is larger than {file_bytes} bytes")
    try:
        with archive.open(info) as stream:
            return _bounded(name, stream, file_bytes, budget)
    except _DAMAGE as error:
        return Entry(name, None, f"is damaged ({error})")


def _bounded(name: str, stream: IO[bytes], file_bytes: int, budget: Budget) -> Entry:
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK_BYTES):
        budget.charge(size=len(chunk))
        size += len(chunk)
        if size > file_bytes:
            return Entry(name, None, f"is larger than {file_bytes} bytes")
        chunks.append(chunk)
    return Entry(name, b"".join(chunks))


def _entries(stream: IO[bytes]) -> int:
    """Return at least how many entries zipfile would read: those of the list at the end, or all that look like one."""
    size = stream.seek(0, os.SEEK_END)
    tail_start = max(0, size - _ZIP64_BYTES - _END_BYTES - 0xFFFF)
    stream.seek(tail_start)
    tail = stream.read()
    end = len(tail) - _END_BYTES if tail[-_END_BYTES:].startswith(_END) and tail.endswith(b"\0\0") else tail.rfind(_END)
    record = tail[end : end + _END_BYTES]
    if end < 0 or len(record) < _END_BYTES or tail[max(0, end - _ZIP64_BYTES) : end].startswith(_ZIP64):
        return _count(stream, 0, size)
    length = int.from_bytes(record[12:16], "little")
    return _count(stream, max(0, tail_start + end - length), tail_start + end)


def _count(stream: IO[bytes], start: int, stop: int) -> int:
    """Return how often the signature of an entry stands between two places of a zip."""
    stream.seek(start)
    found, tail = 0, b""
    while chunk := stream.read(min(_CHUNK_BYTES, stop - stream.tell())):
        found += (tail + chunk).count(_CENTRAL_ENTRY)
        tail = chunk[-len(_CENTRAL_ENTRY) + 1 :]
    stream.seek(0)
    return found
