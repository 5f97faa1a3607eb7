"""The main job, with real kernels: a Moodle export in, marks and feedback out, by the command and by nbgrader's own."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from made_up import SOME, TITLES
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.assignment import ASSIGNMENT, NOTEBOOK, RELEASE, ROOT
from autograder.cli import app
from autograder.console import console, show_record
from autograder.files import write_atomically
from autograder.gradebook import Course
from autograder.graded_folder import RESULTS
from autograder.made_up import solution_cells, solved_notebook
from autograder.moodle.language import GERMAN, Status
from autograder.moodle.sample import Layout, SampleStudent, make_export, make_worksheet
from autograder.pipeline import grade_export
from autograder.run_file import read_run
from autograder.settings import Settings
from autograder.workforce import LocalWorkforce

FILE = f"{NOTEBOOK}.ipynb"
STUDENTS = [
    SampleStudent(101, "Müller-O'Connor, Zoë (2)", {f"{NOTEBOOK} (1).ipynb": solved_notebook()}),
    SampleStudent(102, "Beat Bühler", {FILE: RELEASE.read_bytes()}),
    SampleStudent(103, "Jana Jost", {"Bericht.pdf": b"%PDF-1.7"}),
    SampleStudent(104, "Noé Näf", {}, status=Status.NONE, submitted_at=None),
]


@dataclass(frozen=True)
class Graded:
    """The class as the command graded it: the folder with Moodle's files, and how the command ended."""

    folder: Path
    status: int

    @property
    def out(self) -> Path:
        """What the command wrote."""
        return self.folder / "out"


def _run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *arguments], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    folder = tmp_path_factory.mktemp("class")
    layout = Layout(language=GERMAN, maximum=36.0)
    make_export(folder / "export.zip", STUDENTS, layout)
    make_worksheet(folder / "Bewertungen.csv", STUDENTS, layout)
    options = ["--worksheet", str(folder / "Bewertungen.csv"), "--out", str(folder / "out"), "-j", "2"]
    done = CliRunner().invoke(app, ["grade", str(folder / "export.zip"), *options], catch_exceptions=False)
    assert done.exit_code in (0, 1), done.output
    return Graded(folder, done.exit_code)


def test_grade_export_leaves_everybody_exactly_once(graded: Graded) -> None:
    results = json.loads((graded.out / "results.json").read_text(encoding="utf-8"))
    found = {entry["participant"]: (entry["state"], entry["score"]) for entry in results["submissions"]}
    assert found == {
        101: ("graded", 24.0),
        102: ("graded", 0.0),
        103: ("not_gradable", 0.0),
        104: ("not_submitted", 0.0),
    }
    assert graded.status == 1
    first = next(entry for entry in results["submissions"] if entry["participant"] == 101)
    assert first["name"] == "Müller-O'Connor, Zoë (2)"
    points = {letter: part["points"] for letter, part in first["parts"].items()}
    assert points == {"a": 3, "b": 5, "c": 4, "d": 8, "e": 4}


def test_grade_export_fills_the_worksheet_under_its_own_name(graded: Graded) -> None:
    content = (graded.out / "Bewertungen.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["Bewertung"] for row in rows] == ["24.00", "0.00", "", ""]


def test_grade_export_writes_feedback_for_those_who_submitted(graded: Graded) -> None:
    with zipfile.ZipFile(graded.out / "feedback.zip") as archive:
        names = sorted(archive.namelist())
        page = archive.read(names[0]).decode("utf-8")
    assert names == [f"P_{number}_assignfeedback_file/feedback.html" for number in (101, 102, 103)]
    assert "Content-Security-Policy" in page
    assert "from autograder" not in page
    assert page.count("data:image/png;base64,") > 1  # filter pictures of the student and of the reference


def test_grade_export_enters_exact_scores_into_the_gradebook(graded: Graded) -> None:
    with Gradebook(Course(graded.out).database) as gradebook:
        scores = {entry.student.id: entry.score for entry in gradebook.assignment_submissions(ASSIGNMENT)}
    assert scores == {"101": 24.0, "102": 0.0, "103": 0.0}


def test_grade_export_again_starts_no_kernel_and_keeps_manual_marks(graded: Graded, settings: Settings) -> None:
    course = Course(graded.out)
    with Gradebook(course.database) as gradebook:
        for cell in ("f_interpretation", "g_experiments"):
            grade = gradebook.find_grade(cell, NOTEBOOK, ASSIGNMENT, "101")
            grade.manual_score, grade.needs_manual_grade = 4.5, False
        gradebook.db.commit()
    nobody = None  # asking it to grade anything fails
    again = grade_export(graded.folder / "export.zip", None, course, settings, workforce=nobody)  # type: ignore[arg-type]
    assert [record.score for record in again.results.records] == [24.0, 0.0, 0.0]
    assert [mark.score for mark in course.manual_marks()[101]] == [4.5, 4.5]


def test_grade_export_after_a_change_of_checks_judges_their_part_alone(
    graded: Graded, settings: Settings, tmp_path: Path
) -> None:
    course = Course(tmp_path)
    (tmp_path / RESULTS).mkdir()
    for kept in (graded.out / RESULTS).glob("*.json"):  # as if (e) had other checks then, and all other messages
        text = kept.read_text(encoding="utf-8").replace("Diese Aufgabe", "KEPT")
        (tmp_path / RESULTS / f"{kept.stem.rsplit('-', 1)[0]}-00000000.json").write_text(text, encoding="utf-8")
    again = grade_export(graded.folder / "export.zip", None, course, settings, workforce=LocalWorkforce(1))
    records = {record.participant: record for record in again.records}
    assert [records[number].score for number in (101, 102)] == [24.0, 0.0]
    messages = {check.id: check.message for part in records[102].parts.values() for check in part.checks}
    assert "KEPT" in messages["a_eval"]
    assert "KEPT" not in messages["e_stitch_shape"]


def test_graded_folder_is_read_back_whole(graded: Graded) -> None:
    grading = read_run(graded.out)
    assert [record.state for record in grading.results.records][2:] == ["not_gradable", "not_submitted"]
    first = next(grading.graded())
    assert len(first.evidence.curve) >= 30
    assert "def load_resnet50" in first.answers["a_load_resnet50"]


def test_nbgrader_autograde_grades_with_the_checks(tmp_path: Path) -> None:
    Course(tmp_path).prepare()
    folder = tmp_path / "submitted" / "7" / ASSIGNMENT
    write_atomically(folder / "lib" / "beside.py", b"BORDER = 2")
    (folder / "linked.db").symlink_to(tmp_path / "gradebook.db")
    reading = "import os\nfrom lib.beside import BORDER\nassert BORDER == 2 and not os.path.lexists('linked.db')\n"
    loss = reading + solution_cells()["c_compute_loss"]
    write_atomically(folder / FILE, solved_notebook({"c_compute_loss": loss}))
    done = _run("nbgrader", "autograde", ASSIGNMENT, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "7: links, not followed: linked.db" in done.stderr
    with Gradebook(Course(tmp_path).database) as gradebook:
        assert gradebook.find_submission(ASSIGNMENT, "7").score == 24.0


def test_grade_missing_export_says_what_to_do(tmp_path: Path) -> None:
    done = _run("autograder", "grade", str(tmp_path / "nothing.zip"), "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "nothing.zip" in done.stderr
    assert "Traceback" not in done.stderr


def test_explain_prints_one_record_as_json(tmp_path: Path) -> None:
    path = tmp_path / "submission.ipynb"
    path.write_bytes(b"%PDF-1.7")
    done = CliRunner().invoke(app, ["explain", str(path), "--json"], catch_exceptions=False)
    record = json.loads(done.stdout)
    assert (record["participant"], record["name"], record["state"]) == (None, path.name, "not_gradable")
    assert done.exit_code == 1


def test_explain_tells_every_check_and_each_message() -> None:
    with console.capture() as capture:
        story = {"c_border": ("asked: compute_loss(Bild)", "got:   [bold]12.7[/]")}
        show_record(SOME, TITLES, story, {"c_border": "LIMIT = 1"})
    told = " ".join(capture.get().split())
    assert "auf zweien? asked: compute_loss(Bild) got: [bold]12.7[/] required: LIMIT = 1" in told
    assert "Andreas Brändli: graded, 20.25 of 24 points." in told
    assert "✗ c_border (0.75 / 1.5) Zwei Randpixel bleiben auf allen vier Seiten weg" in told
    assert "Hinweis: Bleiben zwei Pixel auf allen vier Seiten weg" in told
