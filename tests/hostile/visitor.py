"""Opens what people get to see of hostile submissions: our pages, Moodle's comments, and nbgrader's own pages."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Collection, Mapping
from pathlib import Path

import nbformat
from browser import Browser
from hostile_judging import page_of
from nbgrader.apps import NbGraderAPI
from opening import deeds
from quick_class import Pupil, graded_course
from traitlets.config import Config

from autograder.assignment import ASSIGNMENT, NOTEBOOK, grade_id, load_assignment
from autograder.checklist import check_titles, list_checks
from autograder.feedback import feedback_comment
from autograder.graded import Graded
from autograder.report import report_page
from autograder.results import Results

_CELLS = 100  # of one submission; those that follow are no different


class Visitor:
    """Somebody at a browser, and a course in which nbgrader makes its pages; both are in `folder`."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser, self._folder = browser, folder
        self._course = graded_course(folder, [Pupil(1, "Ada")])
        self._participants = itertools.count(2)
        self._usual = deeds(browser, self._nbgrader_page(1))  # nbgrader's own scripts, and what they ask for

    def complaints(self, group: Mapping[str, Graded], honest: Graded) -> dict[str, list[str]]:
        """Return what the pages of some submissions did when they were opened, by the page's name."""
        pages = {name: page_of(graded) for name, graded in group.items()}
        pages["the report"] = _report(group.values())
        pages["the comments"] = _comments(group.values())
        found = {name: self._opened(page) for name, page in pages.items()}
        found["nbgrader's page"] = sorted(self._nbgrader_deeds(group.values(), honest) - self._usual)
        return found

    def _opened(self, page: bytes) -> list[str]:
        path = self._folder / "page.html"
        path.write_bytes(page)
        return sorted(deeds(self._browser, path))

    def _nbgrader_deeds(self, group: Collection[Graded], honest: Graded) -> set[str]:
        participant = next(self._participants)
        self._course.enter(participant, "Eve", Graded(honest.record, _together(group, honest)))
        return deeds(self._browser, self._nbgrader_page(participant))

    def _nbgrader_page(self, participant: int) -> Path:
        config = Config()
        config.CourseDirectory.root = str(self._course.root)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of some outputs nothing harmless is left, which nbconvert remarks on
            done = NbGraderAPI(config=config).generate_feedback(ASSIGNMENT, student_id=str(participant))
        assert done["success"], done
        return self._course.root / "feedback" / str(participant) / ASSIGNMENT / f"{NOTEBOOK}.html"


def _report(group: Collection[Graded]) -> bytes:
    return report_page(Results("x", 0, "x", tuple(graded.record for graded in group)), list(list_checks().values()))


def _comments(group: Collection[Graded]) -> bytes:
    """Return a page with the comments as Moodle would show them, which has no policy to protect it."""
    comments = "\n".join(feedback_comment(graded.record, check_titles()) for graded in group)
    return f'<!doctype html><meta charset="utf-8"><body>{comments}</body>'.encode()


def _together(group: Collection[Graded], honest: Graded) -> bytes:
    """Return a right graded notebook that ends with all that the submissions brought into theirs."""
    notebook = nbformat.reads((honest.notebook or b"").decode(), as_version=4)
    released = {grade_id(cell): cell.source for cell in load_assignment().notebook.cells}
    for graded in group:
        theirs = nbformat.reads(graded.notebook.decode(), as_version=4).cells if graded.notebook else []
        brought = [cell for cell in theirs if cell.get("outputs") or cell.source != released.get(grade_id(cell))]
        for cell in brought[:_CELLS]:
            cell.metadata.pop("nbgrader", None)
            cell.id = f"brought-{len(notebook.cells)}"
            notebook.cells.append(cell)
    return str(nbformat.writes(notebook)).encode("utf-8", "replace")
