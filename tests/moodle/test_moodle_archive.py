"""Archives are hostile until read: what is refused, with which reason, and that nothing reaches the disk."""

from __future__ import annotations

import io
import random
import stat
import struct
import unicodedata
import zipfile
from pathlib import Path

import pytest
from crafted_sevenzip import sevenzip
from crafted_zip import Member, crafted_zip
from small_limits import LIMITS, read

from autograder.moodle.archive import Entry, archive_kind, read_archive, read_folder
from autograder.moodle.limits import ArchiveError, ArchiveLimits


@pytest.mark.parametrize(
    "name",
    [
        b"../evil.ipynb",
        b"a/../../evil",
        b"..",
        b"/etc/passwd",
        b"\\\\host\\share",
        b"C:\\evil",
        b"c:evil",
        b"a\\..\\..\\b",
    ],
)
def test_zip_with_name_outside_of_its_folder_is_refused(name: bytes) -> None:
    with pytest.raises(ArchiveError, match="hostile"):
        read(crafted_zip([Member(b"fine.ipynb", b"x"), Member(name, b"x")]))


@pytest.mark.parametrize("name", [b"a\x00b", b"a\nb", b"\x1b[2J", b"x" * 5000])
def test_zip_with_control_characters_or_endless_name_is_refused(name: bytes) -> None:
    with pytest.raises(ArchiveError, match="hostile"):
        read(crafted_zip([Member(name, b"x")]))


def test_zip_with_link_keeps_the_other_files() -> None:
    content = crafted_zip([Member(b"l", b"/etc/passwd", mode=stat.S_IFLNK | 0o777), Member(b"x", b"fine")])
    assert read(content) == (Entry("l", None, "is a link"), Entry("x", b"fine"))


def test_zip_with_device_is_told() -> None:
    (entry,) = read(crafted_zip([Member(b"d", mode=stat.S_IFCHR | 0o666)]))
    assert entry.problem == "is no ordinary file"


def test_zip_with_one_name_twice_gives_neither() -> None:
    content = crafted_zip([Member(b"x.ipynb", b"one"), Member(b"x.ipynb", b"two"), Member(b"./x.ipynb", b"three")])
    assert read(content) == (Entry("x.ipynb", None, "the archive has this name twice"),)


def test_zip_with_file_that_is_also_a_folder_gives_the_inner_file() -> None:
    entries = read(crafted_zip([Member(b"a", b"file"), Member(b"a/b", b"inner")]))
    assert entries == (Entry("a", None, "the archive has this name twice"), Entry("a/b", b"inner"))


def test_zip_with_place_beyond_all_numbers_is_told() -> None:
    info = zipfile.ZipInfo("x")
    info.extra = struct.pack("<HHQ", 1, 8, 2**63)  # the place of the entry, in 64 bits
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(info, b"x")
    content = bytearray(stream.getvalue())
    listed = content.index(b"PK\x01\x02")
    content[listed + 42 : listed + 46] = b"\xff" * 4  # see the extra field
    (entry,) = read(bytes(content))
    assert entry.problem.startswith("is damaged")


def test_zip_whose_entries_share_their_data_is_refused() -> None:
    content = crafted_zip([Member(b"x", random.Random(1).randbytes(5000))])
    listed, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entry = content[listed:end]
    entries = b"".join(entry[:46] + bytes([name]) + entry[47:] for name in b"abc")
    tail = bytearray(content[end:])
    tail[8:12] = struct.pack("<HH", 3, 3)
    tail[12:16] = struct.pack("<I", len(entries))
    with pytest.raises(ArchiveError, match="share"):
        read(content[:listed] + entries + bytes(tail))


def test_zip_with_file_full_of_what_looks_like_entries_is_read() -> None:
    content = b"PK\x01\x02" * 2 * ArchiveLimits().entries + b"PK\x06\x07"
    assert read(crafted_zip([Member(b"x", content, method=zipfile.ZIP_STORED)])) == (Entry("x", content),)


def test_zip_encrypted_is_told() -> None:
    (entry,) = read(crafted_zip([Member(b"x", b"x", flags=1)]))
    assert entry == Entry("x", None, "is encrypted")


@pytest.mark.parametrize("method", [9, 12, 14, 93, 99])
def test_zip_with_unusual_method_is_not_unpacked(method: int) -> None:
    (entry,) = read(crafted_zip([Member(b"x", b"x", method=method)]))
    assert "unusual method" in entry.problem


def test_zip_with_damaged_entry_keeps_the_other_files() -> None:
    broken, fine = read(crafted_zip([Member(b"x", b"x" * 100, checksum=1), Member(b"y", b"y")]))
    assert "damaged" in broken.problem
    assert fine == Entry("y", b"y")


def test_zip_with_claimed_size_above_limit_is_not_unpacked() -> None:
    (entry,) = read(crafted_zip([Member(b"x", b"x", claimed_size=1 << 31)]))
    assert entry == Entry("x", None, "is larger than 1048576 bytes")


def test_zip_bomb_that_claims_to_be_small_yields_nothing() -> None:
    (entry,) = read(crafted_zip([Member(b"x", bytes(64 << 20), claimed_size=100)]))
    assert entry.content is None
    assert "damaged" in entry.problem


def test_zip_of_many_large_files_is_refused() -> None:
    with pytest.raises(ArchiveError, match="more bytes"):
        read(crafted_zip([Member(f"{number}".encode(), bytes(1 << 20)) for number in range(6)]))


def test_zip_of_too_many_files_is_refused() -> None:
    with pytest.raises(ArchiveError, match="more files"):
        read(crafted_zip([Member(f"{number}".encode()) for number in range(201)]))


@pytest.mark.parametrize("length", [0, 3, 21, 60, 100])
def test_zip_cut_short_is_refused(length: int) -> None:
    with pytest.raises(ArchiveError, match="cut short"):
        read(crafted_zip([Member(b"x.ipynb", b"content" * 10)])[:length])


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "utf-8"])
def test_zip_without_utf8_flag_gives_names_of_windows_and_macos(encoding: str) -> None:
    (entry,) = read(crafted_zip([Member("Übung Zoë/Lösung.ipynb".encode(encoding), b"x", system=0)]))
    assert entry.name == "Übung Zoë/Lösung.ipynb"


def test_zip_with_decomposed_umlauts_gives_composed_names() -> None:
    name = unicodedata.normalize("NFD", "Zoë Müller.ipynb")
    (entry,) = read(crafted_zip([Member(name.encode(), b"x", flags=0x800)]))
    assert entry.name == "Zoë Müller.ipynb"


def test_zip_with_backslashes_gives_folders() -> None:
    (entry,) = read(crafted_zip([Member(b"sub\\.\\x.ipynb", b"x", system=0)]))
    assert entry.name == "sub/x.ipynb"


def test_zip_with_broken_utf8_name_is_refused() -> None:
    with pytest.raises(ArchiveError, match="damaged"):
        read(crafted_zip([Member(b"\xff\xfe", b"x", flags=0x800)]))


def test_zip_without_entries_is_empty() -> None:
    assert read(crafted_zip([])) == ()


def test_budget_of_time_counts_what_was_used() -> None:
    budget = LIMITS.of_handin()
    read_archive(sevenzip({"x": b"x"}), LIMITS, budget)
    assert 0 < budget.seconds_left < LIMITS.seconds
    with pytest.raises(ArchiveError, match="too long"):
        budget.charge(seconds=budget.seconds_left)


def test_budget_is_shared_by_archives() -> None:
    budget = LIMITS.of_handin()
    content = crafted_zip([Member(b"x", bytes(1 << 20))])
    for _ in range(4):
        read_archive(content, LIMITS, budget)
    with pytest.raises(ArchiveError, match="more bytes"):
        read_archive(content, LIMITS, budget)


def test_archive_kind_knows_formats_by_content() -> None:
    assert archive_kind(crafted_zip([])) == archive_kind(crafted_zip([Member(b"x")])) == "zip"
    assert archive_kind(sevenzip({"x": b"x"})) == "7z"
    assert archive_kind(b"Rar!\x1a\x07\x01\x00") == "RAR"
    assert archive_kind(b'{"cells": []}') == ""


def test_folder_with_links_does_not_follow_them(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (outside / "secret").write_bytes(b"secret")
    (root / "folder").symlink_to(outside)
    (root / "file").symlink_to(outside / "secret")
    (root / "own").write_bytes(b"own")
    assert list(read_folder(root, LIMITS)) == [
        Entry("file", None, "is a link"),
        Entry("folder", None, "is a link"),
        Entry("own", b"own"),
    ]


def test_folder_with_large_file_keeps_the_other_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes((1 << 20) + 1))
    (tmp_path / "b").write_bytes(b"b")
    assert list(read_folder(tmp_path, LIMITS)) == [Entry("a", None, "is larger than 1048576 bytes"), Entry("b", b"b")]


def test_archives_read_leave_nothing_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read(sevenzip({"sub/x": b"x"}))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("sub/x", b"x")
    read(target.getvalue())
    assert list(tmp_path.iterdir()) == []
