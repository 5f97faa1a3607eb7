"""A 7z archive is unpacked apart, and says no more than its files or one reason."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import py7zr
import pytest
from crafted_sevenzip import sevenzip
from small_limits import LIMITS, read

from autograder.moodle.archive import Entry, read_archive
from autograder.moodle.limits import ArchiveError


def test_sevenzip_gives_its_files() -> None:
    content = sevenzip({"sub/Zoë.ipynb": b"x" * 1000, "leer.txt": b""})
    assert set(read(content)) == {Entry("sub/Zoë.ipynb", b"x" * 1000), Entry("leer.txt", b"")}


def test_sevenzip_with_large_file_keeps_the_other_files() -> None:
    small, large = sorted(read(sevenzip({"a": b"x", "b": bytes(2 << 20)})), key=lambda entry: entry.name)
    assert small.content == b"x"
    assert large == Entry("b", None, "is larger than 1048576 bytes")


def test_sevenzip_bomb_is_refused() -> None:
    with pytest.raises(ArchiveError, match="more bytes"):
        read(sevenzip({"x": bytes(64 << 20)}))


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "a/../../b", "a\nb", "x" * 5000])
def test_sevenzip_with_name_outside_of_its_folder_or_endless_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError):
        read(sevenzip({"x": b"x"}, names={"x": name}))
    assert not (tmp_path.parent / "evil").exists()


def test_sevenzip_with_one_name_twice_is_refused() -> None:
    with pytest.raises(ArchiveError, match="twice"):
        read(sevenzip({"x": b"1", "y": b"2"}, names={"y": "x"}))


def test_sevenzip_with_link_is_told(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/passwd")
    target = io.BytesIO()
    with py7zr.SevenZipFile(target, "w") as archive:
        archive.write(tmp_path / "link", "link")
    assert read(target.getvalue()) == (Entry("link", None, "is a link"),)


@pytest.mark.parametrize("length", [6, 32, 60])
def test_sevenzip_cut_short_is_refused(length: int) -> None:
    with pytest.raises(ArchiveError, match="cannot be unpacked"):
        read(sevenzip({"x": b"x" * 100})[:length])


@pytest.mark.parametrize("method", [py7zr.FILTER_PPMD, py7zr.FILTER_ZSTD, py7zr.FILTER_BROTLI])
def test_sevenzip_with_unusual_method_is_not_unpacked(method: int) -> None:
    with pytest.raises(ArchiveError, match="UnsupportedCompressionMethodError"):
        read(sevenzip({"x": b"x"}, filters=[{"id": method, "order": 6, "mem": "16m", "level": 1}]))


@pytest.mark.parametrize("method", [py7zr.FILTER_COPY, py7zr.FILTER_LZMA, py7zr.FILTER_DEFLATE, py7zr.FILTER_BZIP2])
def test_sevenzip_with_usual_method_is_unpacked(method: int) -> None:
    assert read(sevenzip({"x": b"content"}, filters=[{"id": method}])) == (Entry("x", b"content"),)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bind a process to its memory limit")
def test_sevenzip_that_asks_for_too_much_memory_is_refused() -> None:
    with pytest.raises(ArchiveError, match="MemoryError"):
        read(sevenzip({"x": b"content"}, properties=b"\x28"))  # a dictionary of 4 GiB


def test_sevenzip_without_time_left_is_not_begun() -> None:
    budget = LIMITS.of_handin()
    budget.seconds_left = 0
    with pytest.raises(ArchiveError, match="too long"):
        read_archive(sevenzip({"x": b"x"}), LIMITS, budget)
