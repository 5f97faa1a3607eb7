"""Child process of `sevenzip`: 7z on standard input, zip on standard output, one line of reason on failure.

It runs as a script in isolated mode and therefore imports nothing of this package.
"""

from __future__ import annotations

import io
import resource
import stat
import sys
import zipfile

import py7zr
from py7zr.compressor import algorithm_class_map
from py7zr.io import Py7zIO, WriterFactory

_NAME_CHARACTERS = 1024
_OWN_MEMORY_BYTES = 2 << 30  # interpreter, threads' address space, and the largest dictionary in common use

# What 7-Zip packs with unless told otherwise. The libraries behind the other methods are less tried on hostile data:
# that of PPMd corrupts its own memory when there is too little of it.
_METHODS = {
    *(py7zr.FILTER_COPY, py7zr.FILTER_LZMA, py7zr.FILTER_LZMA2, py7zr.FILTER_DEFLATE, py7zr.FILTER_BZIP2),
    *(py7zr.FILTER_X86, py7zr.FILTER_ARM, py7zr.FILTER_ARMTHUMB, py7zr.FILTER_POWERPC, py7zr.FILTER_SPARC),
}


class _RefusalError(Exception):
    """The archive is not unpacked, for the reason given."""


class _Buffer(Py7zIO):
    """Keeps the first `keep` bytes of one file and charges all of them to a common account."""

    def __init__(self, keep: int, account: _Account) -> None:
        self._kept = io.BytesIO()
        self._keep = keep
        self._account = account

    def write(self, s: bytes | bytearray) -> int:
        self._account.charge(len(s))
        self._kept.write(s[: max(0, self._keep - self._kept.tell())])
        return len(s)

    def read(self, size: int | None = None) -> bytes:
        return self._kept.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._kept.seek(offset, whence)

    def flush(self) -> None:
        pass

    def size(self) -> int:
        return len(self._kept.getbuffer())


class _Account(WriterFactory):
    def __init__(self, keep: int, left: int) -> None:
        self.buffers: dict[str, _Buffer] = {}
        self._keep = keep
        self._left = left

    def create(self, filename: str) -> _Buffer:
        return self.buffers.setdefault(filename, _Buffer(self._keep, self))

    def charge(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise _RefusalError("more bytes, unpacked, than are allowed together")


def _unpack(content: bytes, entries: int, file_bytes: int, budget_bytes: int) -> bytes:
    account = _Account(file_bytes + 1, budget_bytes)
    target = io.BytesIO()
    with py7zr.SevenZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(target, "w") as packed:
        files = [file for file in archive.files if not file.is_directory]
        if len(archive.files) > entries:
            raise _RefusalError("more files than are allowed together")
        if any(len(file.filename) > _NAME_CHARACTERS for file in files):
            raise _RefusalError("hostile: an entry name is endless")
        if len({file.filename for file in files}) < len(files):
            raise _RefusalError("the archive has one name twice")
        archive.extract(factory=account)
        for file in files:
            info = zipfile.ZipInfo(file.filename)
            info.external_attr = (stat.S_IFLNK if file.is_symlink or file.is_junction else stat.S_IFREG) << 16
            buffer = account.buffers.get(file.filename)
            if buffer is None and not file.emptystream:
                raise _RefusalError(f"hostile: the entry name {file.filename!a} is no plain path")
            packed.writestr(info, buffer.read() if buffer else b"")
    return target.getvalue()


def main() -> int:
    """Read the limits from the command line, bind this process to them, and unpack."""
    entries, file_bytes, budget_bytes, seconds = map(int, sys.argv[1:])
    memory = _OWN_MEMORY_BYTES + 3 * budget_bytes
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    for method in algorithm_class_map.keys() - _METHODS:
        del algorithm_class_map[method]
    try:
        packed = _unpack(sys.stdin.buffer.read(), entries, file_bytes, budget_bytes)
    except _RefusalError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except Exception as error:  # whatever a hostile archive brings up ends here, with its name
        print(f"cannot be unpacked ({type(error).__name__}: {error})".splitlines()[0], file=sys.stderr)
        return 1
    sys.stdout.buffer.write(packed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
