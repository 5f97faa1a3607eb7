"""A second run over a class does nothing when nothing has changed, and everything when anything has."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.assignment import ASSIGNMENT, NOTEBOOK, RELEASE, ROOT
from autograder.gradebook import Course
from autograder.moodle.sample import Layout, SampleStudent, make_export, make_worksheet

STANDS = "Nothing has changed"


@pytest.fixture(scope="module")
def moodle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a class of three, of whom one handed in no notebook and one nothing, and grade it."""
    folder = tmp_path_factory.mktemp("stamp")
    students = [
        SampleStudent(101, "Anna Abegg", {f"{NOTEBOOK}.ipynb": RELEASE.read_bytes()}),
        SampleStudent(102, "Beat Bühler", {"essay.pdf": b"%PDF"}),
        SampleStudent(103, "Cleo Caduff"),
    ]
    make_export(folder / "export.zip", students)
    make_worksheet(folder / "sheet.csv", students, Layout(maximum=36.0))
    assert STANDS not in _grade(folder)
    return folder


def _grade(folder: Path, *options: str) -> str:
    """Grade, and return what is told."""
    files = [str(folder / "export.zip"), "--worksheet", str(folder / "sheet.csv"), "--out", str(folder / "out")]
    command = [sys.executable, "-m", "autograder", "grade", *files, "-j", "1", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr  # one cannot be graded
    return done.stdout


def _files(folder: Path) -> dict[Path, tuple[int, int]]:
    found = [path for path in (folder / "out").rglob("*") if path.is_file()]
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


def test_second_run_tells_the_same_and_touches_nothing(moodle: Path) -> None:
    _grade(moodle)
    before = _files(moodle)
    told = _grade(moodle)
    assert STANDS in told
    assert "Anna Abegg" in told
    assert "Beat Bühler" in told
    assert f"written {moodle / 'out' / 'sheet.csv'}" in told
    assert _files(moodle) == before


def test_mark_given_since_is_written(moodle: Path) -> None:
    _grade(moodle)
    with Gradebook(Course(moodle / "out").database) as gradebook:
        for cell in ("f_interpretation", "g_experiments"):
            grade = gradebook.find_grade(cell, NOTEBOOK, ASSIGNMENT, "101")
            grade.manual_score, grade.needs_manual_grade = 5.5, False
        gradebook.db.commit()
    assert STANDS not in _grade(moodle)
    assert "11.00" in (moodle / "out" / "sheet.csv").read_text(encoding="utf-8")
    assert STANDS in _grade(moodle)


def _remove_feedback(folder: Path) -> None:
    (folder / "out" / "feedback.zip").unlink()


def _edit_graded_notebook(folder: Path) -> None:
    next((folder / "out" / "autograded").rglob("*.ipynb")).write_text("{}", encoding="utf-8")


def _damage_stamp(folder: Path) -> None:
    (folder / "out" / "stamp.json").write_text("[]", encoding="utf-8")


def _add_submission(folder: Path) -> None:
    students = [SampleStudent(104, "Dario Dörig", {"notes.txt": b"-"})]
    make_export(folder / "export.zip", [*students, SampleStudent(101, "Anna", {"a.ipynb": RELEASE.read_bytes()})])


@pytest.mark.parametrize("change", [_remove_feedback, _edit_graded_notebook, _damage_stamp, _add_submission])
def test_whatever_changed_has_everything_done_again(moodle: Path, change: Callable[[Path], None]) -> None:
    _grade(moodle)
    change(moodle)
    assert STANDS not in _grade(moodle)
    assert (moodle / "out" / "feedback.zip").is_file()
    assert STANDS in _grade(moodle)


def test_other_options_have_everything_done_again(moodle: Path) -> None:
    _grade(moodle)
    assert STANDS not in _grade(moodle, "--no-provisional")


def test_what_could_not_be_judged_is_tried_again(tmp_path: Path) -> None:
    students = [SampleStudent(101, "Anna Abegg", {f"{NOTEBOOK}.ipynb": b"{ damaged"})]
    make_export(tmp_path / "export.zip", students)
    make_worksheet(tmp_path / "sheet.csv", students, Layout())
    _grade(tmp_path)
    assert not (tmp_path / "out" / "stamp.json").exists()
