"""nbgrader's own commands on Moodle's files: an export is collected, and the worksheet filled in."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from made_up_class import in_teams, notebook
from nbgrader.api import Gradebook
from nbgrader.apps import ZipCollectApp
from quick_class import WORKSHEET, Pupil, graded_course

from autograder.assignment import ASSIGNMENT, NOTEBOOK
from autograder.gradebook import Course
from autograder.moodle.language import GERMAN, Status
from autograder.moodle.sample import Layout, SampleStudent, make_export, make_worksheet
from autograder.nbgrader_moodle import MoodleExtractor

FILE = f"{NOTEBOOK}.ipynb"
STUDENTS = (
    SampleStudent(17, "Müller-O'Connor, Zoë (2)", {f"Übung/{NOTEBOOK} (1).ipynb": notebook("zoë"), "x.png": b"png"}),
    SampleStudent(3, "Beat Bühler", {"abgabe.ipynb": notebook("old", stubs=3), "abgabe (2).ipynb": notebook("new")}),
    SampleStudent(8, "Jana Jost", {"Bericht.pdf": b"%PDF-1.7"}),
    SampleStudent(9, "Noé Näf", status=Status.NONE, submitted_at=None),
)


def _nbgrader(course: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nbgrader", *arguments]
    return subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)


def _archive(root: Path) -> Path:
    """Make an nbgrader course, and return the folder for what is downloaded from Moodle."""
    Course(root).prepare()
    archive = root / "downloaded" / ASSIGNMENT / "archive"
    archive.mkdir(parents=True)
    return archive


def _submitted(root: Path) -> dict[str, bytes]:
    files = (root / "submitted").rglob("*.ipynb")
    return {path.relative_to(root / "submitted").as_posix(): path.read_bytes() for path in files}


def test_zip_collect_puts_each_notebook_under_its_participant(tmp_path: Path) -> None:
    archive = _archive(tmp_path)
    layout = Layout(language=GERMAN)
    make_export(archive / "Übung 8 (1).zip", STUDENTS, layout)
    for step in (f"submitted/17/{ASSIGNMENT}", f"downloaded/{ASSIGNMENT}/extracted/17"):  # of an earlier download
        (tmp_path / step).mkdir(parents=True)
        (tmp_path / step / "old.ipynb").write_bytes(notebook("old"))
    done = _nbgrader(tmp_path, "zip_collect", ASSIGNMENT, "--force")
    assert done.returncode == 0, done.stderr
    assert _submitted(tmp_path) == {
        f"17/{ASSIGNMENT}/{FILE}": notebook("zoë"),
        f"3/{ASSIGNMENT}/{FILE}": notebook("new"),
    }
    assert "Jana Jost (8): not collected: no notebook among: Bericht.pdf" in done.stderr


def test_zip_collect_with_worksheet_knows_teams_and_times(tmp_path: Path) -> None:
    archive = _archive(tmp_path)
    layout = Layout(language=GERMAN, teams=True, folders=False)
    make_export(archive / "export.zip", in_teams(STUDENTS), layout)
    make_worksheet(archive / "Bewertungen.csv", in_teams(STUDENTS), layout)
    done = _nbgrader(tmp_path, "zip_collect", ASSIGNMENT)
    assert done.returncode == 0, done.stderr
    assert set(_submitted(tmp_path)) == {f"{number}/{ASSIGNMENT}/{FILE}" for number in (3, 17)}
    stamp = (tmp_path / "submitted" / "3" / ASSIGNMENT / "timestamp.txt").read_text()
    assert datetime.fromisoformat(stamp).replace(tzinfo=None) == STUDENTS[1].submitted_at


def _zip(*students: SampleStudent) -> bytes:
    """Return an export as bytes."""
    stream = io.BytesIO()
    make_export(stream, students, Layout())  # type: ignore[arg-type]  # zipfile takes streams too
    return stream.getvalue()


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "expected the zip from Moodle's «Download all submissions», found no file"),
        ({"a.zip": b"no zip"}, "not a readable export"),
        ({"a.csv": b"", "b.csv": b""}, "expected one grading worksheet at most"),
        ({"a.zip": _zip(STUDENTS[0]), "b.zip": _zip(*STUDENTS[:2])}, "17 is in a.zip too; leave only the newer"),
    ],
)
def test_zip_collect_of_what_it_cannot_read_ends_with_a_reason(
    files: dict[str, bytes], message: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    app = ZipCollectApp()
    app.log.propagate = True
    with pytest.raises(SystemExit):
        MoodleExtractor(parent=app).extract(str(tmp_path), str(tmp_path / "extracted"))
    assert message in caplog.text
    assert not (tmp_path / "extracted").exists()


def test_export_fills_the_worksheet_from_the_gradebook(tmp_path: Path) -> None:
    course = graded_course(tmp_path, [Pupil(101, "Zoë", lost={"c_border": (0.5, "x")}), Pupil(102, "Beat")])
    with Gradebook(course.database) as gradebook:
        for cell in ("f_interpretation", "g_experiments"):
            grade = gradebook.find_grade(cell, NOTEBOOK, ASSIGNMENT, "101")
            grade.manual_score, grade.needs_manual_grade = 2.5, False
        gradebook.db.commit()
    worksheet = f"--MoodleExporter.worksheet={tmp_path / WORKSHEET}"
    done = _nbgrader(course.root, "export", worksheet, "--to", str(tmp_path / "filled.csv"))
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO((tmp_path / "filled.csv").read_text(encoding="utf-8-sig"))))
    assert [row["Bewertung"] for row in rows] == ["28.00", "24.00"]
    assert "<td>(c)</td><td>3</td><td>4</td>" in rows[0]["Feedback als Kommentar"]
    refused = _nbgrader(course.root, "export", worksheet, "--to", str(tmp_path / WORKSHEET))
    assert refused.returncode == 1
    assert "would replace it" in refused.stderr


def test_export_without_worksheet_writes_a_table_without_formulas(tmp_path: Path) -> None:
    course = graded_course(tmp_path, [Pupil(101, '=HYPERLINK("http://x"), Zoë'), Pupil(102, "Beat")])
    done = _nbgrader(course.root, "export", "--to", str(tmp_path / "grades.csv"), "--student", "[101]")
    assert done.returncode == 0, done.stderr
    header, row = csv.reader(io.StringIO((tmp_path / "grades.csv").read_text(encoding="utf-8-sig")))
    assert header == ["participant", "name", *"abcdefg", "score", "points", "provisional"]
    assert row == ["101", '\'=HYPERLINK("http://x"), Zoë', "3", "5", "4", "8", "4", "0", "0", "24", "36", "no"]
