"""The commands that write results again, on a graded folder that no kernel was started for; and the options."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from quick_class import LAYOUT, WORKSHEET, Pupil, graded_course
from typer.testing import CliRunner, Result

from autograder.assignment import ASSIGNMENT, NOTEBOOK
from autograder.cli import app
from autograder.errors import UsageError
from autograder.gradebook import Course
from autograder.moodle.sample import SampleStudent, make_worksheet
from autograder.nbgrader_plugins import GradeInSandbox
from autograder.options import limit_options
from autograder.run_file import read_run
from autograder.sandbox.limits import Limits

ANSWERS = {"f_interpretation": "Frühe Filter sehen **Kanten**.", "g_experiments": "print('mehr Schritte')"}
CLASS = (
    Pupil(101, "Müller-O'Connor, Zoë (2)", ANSWERS, {"c_border": (0.5, "Ergebnis: 1\nHinweis: Rand?")}),
    Pupil(102, "Beat Bühler", ANSWERS),
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("original")
    graded_course(folder, CLASS)
    return folder


@pytest.fixture
def course(original: Path, tmp_path: Path) -> Course:
    """Return a copy that a test may change."""
    shutil.copytree(original, tmp_path, dirs_exist_ok=True)
    run = tmp_path / "graded" / "run.json"
    run.write_text(run.read_text().replace(str(original), str(tmp_path)))
    return Course(tmp_path / "graded")


def _run(*arguments: object) -> Result:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done


def _mark(course: Course, participant: int, comment: str = "", **scores: float) -> None:
    """Give marks by hand, as formgrader does."""
    with Gradebook(course.database) as gradebook:
        where = NOTEBOOK, ASSIGNMENT, str(participant)
        for cell, score in scores.items():
            grade = gradebook.find_grade(cell, *where)
            grade.manual_score, grade.needs_manual_grade = score, False
        gradebook.find_comment("c_compute_loss", *where).manual_comment = comment
        gradebook.db.commit()


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_export_leaves_grades_empty_until_all_parts_are_marked(course: Course) -> None:
    _mark(course, 101, f_interpretation=6.0, g_experiments=5.5)
    _mark(course, 102, f_interpretation=6.0)
    _run("export", course.root)
    assert [row["Bewertung"] for row in _rows(course.root / WORKSHEET)] == ["34.50", ""]
    _run("export", course.root, "--provisional")
    assert [row["Bewertung"] for row in _rows(course.root / WORKSHEET)] == ["34.50", "30.00"]
    assert "provisorisch" in _rows(course.root / WORKSHEET)[1]["Feedback als Kommentar"]


def test_export_counts_what_was_corrected_and_no_more_than_the_maximum(course: Course) -> None:
    _mark(course, 101, "Doch richtig.", test_c=4.0, f_interpretation=6.0, g_experiments=6.0)
    _mark(course, 102, f_interpretation=6.0, g_experiments=8.0)
    _run("export", course.root)
    assert [row["Bewertung"] for row in _rows(course.root / WORKSHEET)] == ["36.00", "36.00"]
    assert "(c) Doch richtig." in _rows(course.root / WORKSHEET)[0]["Feedback als Kommentar"]


def test_export_where_moodle_takes_the_automatic_points_alone_needs_no_marks(course: Course, tmp_path: Path) -> None:
    students = [SampleStudent(pupil.participant, pupil.name) for pupil in CLASS]
    make_worksheet(tmp_path / WORKSHEET, students, dataclasses.replace(LAYOUT, maximum=24.0))
    _run("export", course.root)
    assert [row["Bewertung"] for row in _rows(course.root / WORKSHEET)] == ["23.00", "24.00"]


def test_export_takes_a_worksheet_downloaded_since(course: Course, tmp_path: Path) -> None:
    (tmp_path / WORKSHEET).unlink()
    newer = tmp_path / "neu.csv"
    make_worksheet(newer, [SampleStudent(102, "Beat Bühler", grade=3.0)], LAYOUT)
    _run("export", course.root, "--worksheet", newer, "--provisional")
    assert [row["Bewertung"] for row in _rows(course.root / "neu.csv")] == ["24.00"]


def test_feedback_holds_marks_and_comments_given_since(course: Course, tmp_path: Path) -> None:
    _mark(course, 101, "Fast *richtig*.", test_c=3.5, f_interpretation=4.5)
    _run("feedback", course.root, "--pages", tmp_path / "pages")
    page = (tmp_path / "pages" / "101.html").read_text(encoding="utf-8")
    assert "Fast <em>richtig</em>." in page
    assert "Von Hand korrigiert: 3.5 statt 3 Punkte." in page
    assert "Frühe Filter sehen <strong>Kanten</strong>." in page
    assert "noch nicht enthalten: (g)" in page
    with zipfile.ZipFile(course.root / "feedback.zip") as archive:
        assert archive.read("P_101_assignfeedback_file/feedback.html").decode() == page
        assert len(archive.namelist()) == 2


def test_report_is_written_again_and_shown(course: Course) -> None:
    written = [course.root / name for name in ("report.html", "results.json", "junit.xml")]
    before = [path.read_bytes() for path in written]
    for path in written[::2]:
        path.unlink()
    shown = _run("report", course.root).output
    assert [path.read_bytes() for path in written] == before
    assert "Beat Bühler" in shown


@pytest.mark.parametrize("command", ["export", "feedback", "report"])
def test_commands_on_a_folder_without_a_grading_say_what_to_do(command: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"found no run\.json; run `autograder grade` first"):
        CliRunner().invoke(app, [command, str(tmp_path)], catch_exceptions=False)


def test_run_whose_kept_result_is_gone_says_so(course: Course) -> None:
    (course.root / "results" / "key-102.json").unlink()
    with pytest.raises(UsageError, match="Beat Bühler was graded by, found nothing readable; grade again"):
        list(read_run(course.root).graded())


def test_run_file_that_does_not_fit_its_results_says_so(course: Course) -> None:
    (course.root / "run.json").write_text(json.dumps({"worksheet": None, "keys": ["key-101"]}))
    with pytest.raises(UsageError, match=r"expected 2 submissions as in results\.json, found 1"):
        read_run(course.root)


def test_grade_into_the_folder_of_its_worksheet_is_refused(tmp_path: Path) -> None:
    make_worksheet(tmp_path / "w.csv", [], LAYOUT)
    arguments = ["grade", str(tmp_path), "--worksheet", str(tmp_path / "w.csv"), "--out", str(tmp_path)]
    with pytest.raises(UsageError, match="would replace it"):
        CliRunner().invoke(app, arguments, catch_exceptions=False)


def test_limits_are_options_with_units_and_help_and_the_same_defaults() -> None:
    options = {option.field: option for option in limit_options()}
    assert set(options) == {field.name for field in dataclasses.fields(Limits)}
    assert Limits(**{name: option.shown * option.factor for name, option in options.items()}) == Limits()
    assert all(option.help for option in options.values())
    assert (options["memory_bytes"].name, options["cell_s"].name) == ("memory_mib", "cell_seconds")
    shown = CliRunner().invoke(app, ["grade", "--help"], env={"COLUMNS": "200"}).output
    assert all(f"--{option.name.replace('_', '-')}" in shown for option in options.values())


def test_limits_given_as_options_arrive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given = {}
    monkeypatch.setattr("autograder.hub.default_settings", lambda _checkpoint, **values: given.update(values))
    CliRunner().invoke(app, ["grade", str(tmp_path), "--memory-mib", "512", "--call-seconds", "2.5"])
    assert given["limits"] == Limits(memory_bytes=512 * 2**20, call_s=2.5)


def test_limits_are_traits_of_the_preprocessor() -> None:
    preprocessor = GradeInSandbox(memory_bytes=1, call_s=2.5)
    limits = {field.name: getattr(preprocessor, field.name) for field in dataclasses.fields(Limits)}
    assert Limits(**limits) == Limits(memory_bytes=1, call_s=2.5)
    assert set(limits) <= set(GradeInSandbox.class_trait_names(config=True))
