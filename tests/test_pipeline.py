"""The main job: a Moodle export in, marks and feedback out, by the command and by nbgrader's own."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.assignment import ASSIGNMENT, NOTEBOOK, RELEASE, ROOT
from autograder.gradebook import Course, write_atomically
from autograder.made_up import solved_notebook
from autograder.moodle.language import GERMAN, Status
from autograder.moodle.sample import Layout, SampleStudent, make_export, make_worksheet

FILE = f"{NOTEBOOK}.ipynb"
STUDENTS = [
    SampleStudent(101, "Müller-O'Connor, Zoë (2)", {f"{NOTEBOOK} (1).ipynb": solved_notebook()}),
    SampleStudent(102, "Beat Bühler", {FILE: RELEASE.read_bytes()}),
    SampleStudent(103, "Jana Jost", {"Bericht.pdf": b"%PDF-1.7"}),
    SampleStudent(104, "Noé Näf", {}, status=Status.NONE, submitted_at=None),
]


def _run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *arguments], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Grade the class by the command, and return the folder and the exit status."""
    folder = tmp_path_factory.mktemp("class")
    layout = Layout(language=GERMAN, maximum=36.0)
    make_export(folder / "export.zip", STUDENTS, layout)
    make_worksheet(folder / "Bewertungen.csv", STUDENTS, layout)
    options = ["--worksheet", str(folder / "Bewertungen.csv"), "--out", str(folder / "out"), "-j", "2"]
    done = _run("autograder", "grade", str(folder / "export.zip"), *options)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return folder / "out", done.returncode


def test_grade_export_leaves_everybody_exactly_once(graded: tuple[Path, int]) -> None:
    out, status = graded
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    found = {entry["participant"]: (entry["state"], entry["score"]) for entry in results["submissions"]}
    assert found == {
        101: ("graded", 24.0),
        102: ("graded", 0.0),
        103: ("not_gradable", 0.0),
        104: ("not_submitted", 0.0),
    }
    assert status == 1
    first = next(entry for entry in results["submissions"] if entry["participant"] == 101)
    assert first["name"] == "Müller-O'Connor, Zoë (2)"
    assert {letter: part["points"] for letter, part in first["parts"].items()} == {
        "a": 3,
        "b": 5,
        "c": 4,
        "d": 8,
        "e": 4,
    }


def test_grade_export_fills_the_worksheet_under_its_own_name(graded: tuple[Path, int]) -> None:
    content = (graded[0] / "Bewertungen.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["Bewertung"] for row in rows] == ["24.00", "0.00", "", ""]


def test_grade_export_writes_feedback_for_those_who_submitted(graded: tuple[Path, int]) -> None:
    with zipfile.ZipFile(graded[0] / "feedback.zip") as archive:
        names = sorted(archive.namelist())
        page = archive.read(names[0]).decode("utf-8")
    assert names == [f"P_{number}_assignfeedback_file/feedback.html" for number in (101, 102, 103)]
    assert "Content-Security-Policy" in page
    assert "from autograder" not in page


def test_grade_export_enters_exact_scores_into_the_gradebook(graded: tuple[Path, int]) -> None:
    with Gradebook(Course(graded[0]).database) as gradebook:
        scores = {entry.student.id: entry.score for entry in gradebook.assignment_submissions(ASSIGNMENT)}
    assert scores == {"101": 24.0, "102": 0.0, "103": 0.0}


def test_grade_export_again_starts_no_kernel_and_keeps_manual_marks(graded: tuple[Path, int]) -> None:
    out, _ = graded
    with Gradebook(Course(out).database) as gradebook:
        for cell in ("f_interpretation", "g_experiments"):
            grade = gradebook.find_grade(cell, NOTEBOOK, ASSIGNMENT, "101")
            grade.manual_score, grade.needs_manual_grade = 4.5, False
        gradebook.db.commit()
    done = _run("autograder", "export", str(out))
    assert done.returncode == 1, done.stdout + done.stderr
    rows = list(csv.DictReader(io.StringIO((out / "Bewertungen.csv").read_text(encoding="utf-8-sig"))))
    assert rows[0]["Bewertung"] == "33.00"


def test_nbgrader_commands_grade_with_the_checks(tmp_path: Path) -> None:
    Course(tmp_path).prepare()
    write_atomically(tmp_path / "submitted" / "7" / ASSIGNMENT / FILE, solved_notebook())
    for command in ("autograde", "generate_feedback"):
        done = _run("nbgrader", command, ASSIGNMENT, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    with Gradebook(Course(tmp_path).database) as gradebook:
        assert gradebook.find_submission(ASSIGNMENT, "7").score == 24.0
    assert list((tmp_path / "feedback").rglob("*.html"))


def test_grade_missing_export_says_what_to_do(tmp_path: Path) -> None:
    done = _run("autograder", "grade", str(tmp_path / "nothing.zip"), "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "nothing.zip" in done.stderr
    assert "Traceback" not in done.stderr


def test_explain_prints_one_record_as_json(tmp_path: Path) -> None:
    path = tmp_path / "submission.ipynb"
    path.write_bytes(RELEASE.read_bytes())
    done = _run("autograder", "explain", str(path), "--json")
    record = json.loads(done.stdout)
    assert (record["participant"], record["state"], record["score"], record["points"]) == (None, "graded", 0.0, 24.0)
