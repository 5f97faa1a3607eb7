"""Marks and comments given in nbgrader's formgrader, in a real browser, arrive in Moodle's worksheet."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Iterator

import nbformat
import pytest
from browser import Browser
from formgrader import TOKEN, serving
from nbgrader.api import Gradebook
from payloads import CANARY, HOSTILE, PAYLOADS
from quick_class import WORKSHEET, Pupil, graded_course
from typer.testing import CliRunner

from autograder.assignment import ASSIGNMENT, NOTEBOOK
from autograder.cli import app
from autograder.gradebook import Course

pytestmark = pytest.mark.browser
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="


def _display(**data: str) -> nbformat.NotebookNode:
    kinds = {kind.replace("__", "/").replace("_xml", "+xml"): value for kind, value in data.items()}
    return nbformat.v4.new_output("display_data", kinds, metadata={"image/png": {"width": f"1 onerror={CANARY}"}})


OUTPUTS = (
    *(_display(text__html=payload) for payload in PAYLOADS),
    *(_display(text__markdown=payload) for payload in PAYLOADS),
    _display(application__javascript=CANARY),
    _display(image__svg_xml=f'<svg xmlns="http://www.w3.org/2000/svg" onload="{CANARY}"></svg>'),
    _display(text__latex=HOSTILE),
    _display(image__png=f'x" onerror="{CANARY}'),
    _display(image__png=PICTURE),
    _display(text__html="<table><tr><td>a harmless table</td></tr></table>"),
    nbformat.v4.new_output("stream", name="stdout", text=HOSTILE),
    nbformat.v4.new_output("error", ename=HOSTILE, evalue=HOSTILE, traceback=[HOSTILE]),
)
ANSWER = "Die **Filter** von `layer1` sehen Kanten, ab `a<b` auch Farben."
CLASS = (
    Pupil(101, "Müller-O'Connor, Zoë (2)", {"f_interpretation": ANSWER}, {"c_border": (0.5, "Ergebnis: 1")}),
    Pupil(
        102,
        f"Mallory {PAYLOADS[1]}",
        {"f_interpretation": HOSTILE, "g_experiments": f"# {HOSTILE!r}"},
        outputs={"c_compute_loss": OUTPUTS, "g_experiments": OUTPUTS},
        added=(*PAYLOADS, "[click](javascript:document.title='canary')"),
    ),
)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return graded_course(tmp_path_factory.mktemp("formgrader"), CLASS)


@pytest.fixture(scope="module")
def formgrader(course: Course, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the formgrader and log in; yield its URL."""
    with serving(course.root, tmp_path_factory.mktemp("jupyter")) as url:
        browser.open(f"{url}/formgrader?token={TOKEN}")
        yield f"{url}/formgrader"


def _page_of(participant: int, course: Course) -> str:
    with Gradebook(course.database) as gradebook:
        return f"submissions/{gradebook.find_submission_notebook(NOTEBOOK, ASSIGNMENT, str(participant)).id}/"


def _exported(course: Course) -> dict[str, str]:
    done = CliRunner().invoke(app, ["export", str(course.root)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    text = (course.root / WORKSHEET).read_text(encoding="utf-8-sig")
    return next(row for row in csv.DictReader(io.StringIO(text)) if row["ID"].endswith("101"))


def test_marks_and_comments_given_in_formgrader_arrive_in_the_worksheet(
    formgrader: str, course: Course, browser: Browser
) -> None:
    assert _exported(course)["Bewertung"] == ""  # (f) is not marked
    browser.open(f"{formgrader}/{_page_of(101, course)}")
    assert "sehen Kanten" in browser.text()
    browser.wait("document.querySelector('#test_c').placeholder != ''")  # the scores are there
    for field, mark in (("f_interpretation", "4.5"), ("g_experiments", "3"), ("test_c", "4")):
        browser.write(f"#{field}", mark)
    browser.write("#f_interpretation-comment", "Gut *beobachtet*; =1+1 fehlt.")
    browser.wait("$('.score-saved:visible, .comment-saved:visible').length == 0")
    browser.open(f"{formgrader}/{_page_of(101, course)}")
    browser.wait("document.querySelector('#f_interpretation').value == '4.5'")
    row = _exported(course)
    assert row["Bewertung"] == "31.50"  # 24, with (c) corrected to its 4 points, and 7.5
    assert "(f) Gut *beobachtet*" in row["Feedback als Kommentar"]


def test_formgrader_page_of_hostile_submission_runs_nothing(formgrader: str, course: Course, browser: Browser) -> None:
    browser.open(f"{formgrader}/{_page_of(102, course)}")
    _require_harmless(browser)
    browser.open(f"{formgrader}/manage_submissions/{ASSIGNMENT}")  # where names are shown
    browser.wait("document.body.innerText.includes('Mallory')")
    assert browser.run("document.title") != "canary"


def test_nbgrader_feedback_page_of_hostile_submission_runs_nothing(course: Course, browser: Browser) -> None:
    command = [sys.executable, "-m", "nbgrader", "generate_feedback", ASSIGNMENT, "--force"]
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    browser.open((course.root / "feedback" / "102" / ASSIGNMENT / f"{NOTEBOOK}.html").as_uri())
    _require_harmless(browser)


def _require_harmless(browser: Browser) -> None:
    browser.run("new Promise(done => setTimeout(done, 500))")
    assert browser.run("document.title") != "canary"
    protocols = browser.run("Array.from(document.querySelectorAll('#notebook a[href]'), a => a.protocol)")
    assert set(protocols) <= {"http:", "https:", "file:"}
    assert "a harmless table" in browser.text()
    assert browser.run(f"document.querySelectorAll('img[src$=\"{PICTURE}\"]').length") == 2
