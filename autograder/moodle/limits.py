"""How much of an archive is read at most, and what is said when that is not enough."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.errors import SubmissionError


class ArchiveError(SubmissionError):
    """An archive as a whole cannot or must not be read."""


@dataclass(frozen=True)
class ArchiveLimits:
    """How much is read at most.

    Attributes:
        file_bytes: Size of one unpacked file; larger ones are left out.
        total_bytes: Unpacked size of a whole export.
        entries: Number of files of a whole export.
        handin_bytes: Size of everything that one participant handed in, archives and their content both counted.
        handin_entries: Number of files that one participant handed in, counted likewise.
        nesting: How deep archives may lie in each other within a hand-in.
        seconds: Time for unpacking the 7z archives of one participant.
    """

    file_bytes: int = 64 << 20
    total_bytes: int = 4 << 30
    entries: int = 100_000
    handin_bytes: int = 256 << 20
    handin_entries: int = 10_000
    nesting: int = 3
    seconds: float = 30.0

    def of_export(self) -> Budget:
        """Return what may be read of a whole export."""
        return Budget(self.total_bytes, self.entries, self.seconds)

    def of_handin(self) -> Budget:
        """Return what may be read of one participant."""
        return Budget(self.handin_bytes, self.handin_entries, self.seconds)


@dataclass
class Budget:
    """What is still allowed; shared by all archives of a hand-in, so that many small bombs count as one."""

    bytes_left: int
    entries_left: int
    seconds_left: float

    def charge(self, *, size: int = 0, entries: int = 0, seconds: float = 0.0) -> None:
        """Take off what was read, whether or not it was any good.

        Raises:
            ArchiveError: If more was read than allowed.
        """
        self.bytes_left -= size
        self.entries_left -= entries
        self.seconds_left -= seconds
        if self.bytes_left < 0:
            raise ArchiveError("more bytes, unpacked, than are allowed together")
        if self.entries_left < 0:
            raise ArchiveError("more files than are allowed together")
        if self.seconds_left <= 0:
            raise ArchiveError("takes too long to unpack")
