"""Which of a student's files is the notebook to grade."""

from __future__ import annotations

import pytest
from crafted_zip import Member, crafted_zip
from made_up_class import notebook

from autograder.moodle.archive import Entry
from autograder.moodle.handin import GRADE_IDS, Handin, assemble, choose_notebook
from autograder.moodle.limits import ArchiveLimits


def handin(files: dict[str, bytes], limits: ArchiveLimits | None = None) -> Handin:
    entries = [Entry(name, content) for name, content in files.items()]
    return assemble(1, "A B", entries, limits or ArchiveLimits())


@pytest.mark.parametrize(
    "name", ["x.ipynb", "x (1).ipynb", "Übung 8.IPYNB", "a/b/c.ipynb", "x.ipynb.txt", "x.json", "x", "solution.zip"]
)
def test_notebook_is_found_by_content_under_any_name(name: str) -> None:
    chosen = handin({name: notebook(), "z.ipynb": b'{"cells": [], "nbformat": 4}'})
    assert chosen.notebook_name == name


def test_notebook_is_found_when_nbgraders_metadata_is_lost() -> None:
    content = notebook().replace(b'"nbgrader"', b'"lost"').replace(b'"grade_id"', b'"lost"')
    assert handin({"a.ipynb": b'{"cells": []}', "b.ipynb": content}).notebook_name == "b.ipynb"


@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        ({"a.ipynb": notebook("x", GRADE_IDS[:4]), "b/c.ipynb": notebook("y")}, "b/c.ipynb"),
        ({"template (1).ipynb": notebook(stubs=9), "template.ipynb": notebook("y")}, "template.ipynb"),
        ({"x.ipynb": notebook("x"), "old/x.ipynb": notebook("y")}, "x.ipynb"),
        ({"x.ipynb": notebook("x"), "x (1).ipynb": notebook("y"), "x (10).ipynb": notebook("z")}, "x (10).ipynb"),
        (
            {".ipynb_checkpoints/x.ipynb": notebook("x"), "long/way/down/x.ipynb": notebook("y")},
            "long/way/down/x.ipynb",
        ),
        ({"b.ipynb": notebook("x"), "a.ipynb": notebook("y")}, "a.ipynb"),
    ],
)
def test_several_notebooks_are_ranked_and_noted(files: dict[str, bytes], chosen: str) -> None:
    for order in (files, dict(reversed(files.items()))):
        result = handin(order)
        assert result.notebook_name == chosen
        assert result.notebook == files[chosen]
        assert set(result.files) == files.keys() - {chosen}
        (note,) = result.notes
        assert note.startswith(f"{len(files)} different notebooks; taken: {chosen}")


def test_equal_copies_need_no_note() -> None:
    assert handin({"x.ipynb": notebook(), "x (1).ipynb": notebook()}).notes == ()


def test_notebook_without_graded_cells_is_taken_by_name_with_a_note() -> None:
    assert handin({"x.ipynb": b'{"cells": []}'}).notes == (
        "x.ipynb has none of the graded cells' ids; it was taken by its name",
    )


@pytest.mark.parametrize("content", [b"", b"<html>", '{"cells": []}'.encode("utf-16"), b"\x00" * 100])
def test_damaged_notebook_is_handed_on_with_a_note(content: bytes) -> None:
    result = handin({"x.ipynb": content})
    assert (result.notebook, result.problem) == (content, "")
    assert result.notes == ("x.ipynb does not look like a notebook",)


def test_notebook_cut_short_is_handed_on() -> None:
    assert handin({"x.ipynb": notebook()[:-40]}).notebook == notebook()[:-40]


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"report.pdf": b"%PDF", "x.html": b"<html>"}, "no notebook among: report.pdf, x.html"),
        ({str(n): b"" for n in range(8)}, "no notebook among: 0, 1, 2, 3, 4 and 3 more"),
        ({"x.py": b"def load_resnet50(): pass"}, "no notebook among: x.py"),
        ({"x.zip": crafted_zip([])}, "no notebook; x.zip: unpacked"),
        ({"x.tar.gz": b"\x1f\x8b"}, "no notebook among: x.tar.gz; x.tar.gz: cannot be unpacked (gzip); zip and 7z can"),
        ({}, "no notebook"),
    ],
)
def test_handin_without_notebook_says_what_there_is(files: dict[str, bytes], problem: str) -> None:
    result = handin(files)
    assert (result.notebook, result.notebook_name, result.problem) == (None, None, problem)


def test_formats_made_of_zip_are_left_whole() -> None:
    packed = crafted_zip([Member(b"data.pkl", b"x")])
    assert dict(handin({"weights.pth": packed, "report.docx": packed}).files) == {
        "weights.pth": packed,
        "report.docx": packed,
    }


def test_archive_beyond_the_limits_leaves_plain_files() -> None:
    bomb = crafted_zip([Member(b"x", bytes(1 << 20))])
    result = handin({"a.zip": bomb, "x.ipynb": notebook()}, ArchiveLimits(handin_bytes=100_000))
    assert result.notebook == notebook()
    assert result.notes == ("a.zip: more bytes, unpacked, than are allowed together",)


def test_file_beyond_the_limits_is_left_out_with_a_note() -> None:
    result = handin({"x.ipynb": notebook(), "y.bin": bytes(100_000)}, ArchiveLimits(handin_bytes=50_000))
    assert dict(result.files) == {}
    assert result.notes == ("y.bin: left out, more bytes, unpacked, than are allowed together",)


def test_file_name_too_long_for_a_disk_is_left_out_with_a_note() -> None:
    result = handin({"x.zip": crafted_zip([Member(b"n" * 300, b"x"), Member(b"x.ipynb", notebook())])})
    assert result.notebook_name == "x.zip/x.ipynb"
    assert "too long for a file" in result.notes[1]


def test_file_in_endless_folders_is_left_out_with_a_note() -> None:
    result = handin({"x.ipynb": notebook(), "a/" * 70 + "y": b"deep"})
    assert result.notebook_name == "x.ipynb"
    assert not result.files
    assert "more than 63 folders" in result.notes[0]


def test_leftovers_within_an_archive_are_dropped() -> None:
    names = [b"__MACOSX/._x.ipynb", b".git/config", b"Thumbs.db", b"~$report.docx", b".DS_Store", b"x.ipynb"]
    result = handin({"x.zip": crafted_zip([Member(name, notebook()) for name in names])})
    assert (result.notebook_name, dict(result.files)) == ("x.zip/x.ipynb", {})


def test_notes_are_as_many_as_a_person_reads() -> None:
    result = assemble(1, "A B", [Entry("x" * 900, None, "is a link")] * 2000, ArchiveLimits())
    assert len(result.notes) < 40
    assert result.notes[-1] == f"and {2000 - len(result.notes) + 1} more notes"
    assert len(result.problem) < 20_000


def test_choice_among_nothing_is_none() -> None:
    assert choose_notebook({}) == (None, ())
