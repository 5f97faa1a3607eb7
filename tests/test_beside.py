"""Files beside the notebook: which of them a kernel gets, and that they determine the result."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType

import pytest

from autograder.beside import MAX_FILES, Beside, beside_handin, beside_notebook, choose
from autograder.moodle.handin import Handin
from autograder.sandbox.limits import Limits
from autograder.settings import Settings
from autograder.store import key_of

LIMITS = Limits(scratch_bytes=4000, file_bytes=800)  # 1000 bytes together


def _handin(notebook: str, files: dict[str, bytes]) -> Handin:
    return Handin(1, "A B", b"{}", notebook, MappingProxyType(files))


def test_choose_leaves_out_notebooks_and_leftovers_without_a_word() -> None:
    files = dict.fromkeys(("x.ipynb", "__MACOSX/a", ".git/config", ".ipynb_checkpoints/a.py", "Thumbs.db"), b"x")
    assert choose({**files, "data.csv": b"1", "lib/__init__.py": b""}, LIMITS) == Beside(
        {"data.csv": b"1", "lib/__init__.py": b""}
    )


@pytest.mark.parametrize(
    "name", ["/etc/x", "a//b", "x\n", "x\\y", "\ud800", "n" * 201, "d/" * 300 + "x", "d/" * 16 + "x", "", "\u202ex"]
)
def test_choose_leaves_out_unsafe_names_with_a_note(name: str) -> None:
    chosen = choose({name: b"1", "good.txt": b"2"}, LIMITS)
    assert dict(chosen.files) == {"good.txt": b"2"}
    assert len(chosen.notes) == 1
    assert chosen.notes[0].isascii()


@pytest.mark.parametrize("name", ["../x", "a/../x", "a/./b", "./x"])
def test_choose_leaves_out_ways_up(name: str) -> None:
    assert dict(choose({name: b"1"}, LIMITS).files) == {}


def test_choose_takes_small_files_first_and_notes_what_does_not_fit() -> None:
    files = {"a_film.mp4": bytes(700), "b.csv": bytes(500), "c.py": bytes(20), "huge.bin": bytes(900)}
    chosen = choose(files, LIMITS)
    assert set(chosen.files) == {"b.csv", "c.py"}
    assert chosen.notes == ("not shown to the kernel: 'a_film.mp4, huge.bin'",)


def test_choose_takes_only_so_many_files() -> None:
    chosen = choose({f"{number:04}": b"" for number in range(MAX_FILES + 7)}, LIMITS)
    assert len(chosen.files) == MAX_FILES
    assert "and 2 more" in chosen.notes[0]


def test_choose_file_that_would_be_a_folder_too_is_left_out() -> None:
    assert set(choose({"a": b"1", "a/b": b"22"}, LIMITS).files) == {"a"}
    assert set(choose({"a": b"22", "a/b": b"1"}, LIMITS).files) == {"a/b"}


def test_beside_handin_paths_start_at_the_notebook() -> None:
    files = {"work.zip/lib/a.py": b"1", "work.zip/data.csv": b"2", "report.pdf": b"3"}
    assert set(beside_handin(_handin("work.zip/x.ipynb", files), LIMITS).files) == {
        "lib/a.py",
        "data.csv",
        "report.pdf",
    }


def test_beside_notebook_follows_no_link(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "gradebook.db").write_text("secret")
    folder = tmp_path / "submitted"
    (folder / "lib").mkdir(parents=True)
    (folder / "lib" / "a.py").write_text("1")
    (folder / "large.bin").write_bytes(bytes(2000))
    (folder / "x.db").symlink_to(secret / "gradebook.db")
    (folder / "all").symlink_to(secret)
    os.mkfifo(folder / "pipe")
    found = beside_notebook(folder, LIMITS)
    assert dict(found.files) == {"lib/a.py": b"1"}
    assert found.notes == ("links, not followed: all, pipe, x.db",)


def test_key_follows_from_files_as_well(settings: Settings) -> None:
    kinds = [{}, {"a": b"1"}, {"a": b"2"}, {"b": b"1"}, {"a": b"1", "b": b""}, {"a1": b""}]
    assert len({key_of(b"x", files, settings) for files in kinds}) == len(kinds)
    assert key_of(b"x", {"a": b"1", "b": b"2"}, settings) == key_of(b"x", {"b": b"2", "a": b"1"}, settings)
