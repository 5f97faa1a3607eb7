"""One grading as an nbgrader course: its folders, its gradebook, and the one writer of both."""

from __future__ import annotations

import copy
import warnings
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Assignment, Grade, Gradebook, MissingEntry, SubmittedAssignment, SubmittedNotebook
from nbgrader.preprocessors import SaveAutoGrades, SaveCells
from sqlalchemy.exc import SAWarning

from autograder.assignment import ASSIGNMENT, MANUAL_CELLS, NOTEBOOK, SOLUTION_CELLS, TEST_CELLS, load_assignment
from autograder.feedback import ManualMark
from autograder.files import write_atomically
from autograder.graded import Graded
from autograder.graded_folder import AUTOGRADED, CONFIG, GRADEBOOK, SUBMITTED
from autograder.nbgrader_course import let_nbgrader_find_alembic

_PART_OF = {**{name: name[0] for name in SOLUTION_CELLS}, **TEST_CELLS, **MANUAL_CELLS}  # by grade id
_CONFIG = '''"""Makes this folder an nbgrader course: `nbgrader formgrader` and the other commands work from here."""

from pathlib import Path

from autograder.nbgrader_course import configure

configure(get_config(), root=Path(__file__).resolve().parent)
'''


@dataclass(frozen=True)
class Course:
    """A folder with ``submitted/``, ``autograded/`` and ``gradebook.db``, as nbgrader lays them out."""

    root: Path

    @property
    def database(self) -> str:
        """SQLAlchemy's URL of the gradebook."""
        return f"sqlite:///{self.root / GRADEBOOK}"

    def prepare(self) -> None:
        """Make the folder a course, and enter the assignment into its gradebook."""
        let_nbgrader_find_alembic()
        self.root.mkdir(parents=True, exist_ok=True)
        write_atomically(self.root / CONFIG, _CONFIG.encode("utf-8"))
        with Gradebook(self.database) as gradebook:
            gradebook.update_or_create_assignment(ASSIGNMENT)
        notebook = copy.deepcopy(load_assignment().notebook)
        SaveCells().preprocess(notebook, self._resources(""))

    def keep_submission(self, participant: int, content: bytes) -> None:
        """Write what was handed in to ``submitted/``, under the name that nbgrader expects."""
        write_atomically(self._path(SUBMITTED, participant), content)

    def entered(self) -> frozenset[int]:
        """Return the participants whose automatic scores stand in the gradebook."""
        with Gradebook(self.database) as gradebook:
            scored = (
                gradebook.db.query(SubmittedAssignment.student_id)
                .join(SubmittedAssignment.assignment)
                .join(SubmittedAssignment.notebooks)
                .join(SubmittedNotebook.grades)
                .filter(Assignment.name == ASSIGNMENT, Grade.auto_score.isnot(None))
            )
            return frozenset(int(student) for (student,) in scored.distinct())

    def enter(self, participant: int, name: str, graded: Graded, entered: Collection[int] = ()) -> None:
        """Enter one graded submission: the notebook in ``autograded/``, the scores in the gradebook.

        Scores of an earlier grading go; marks and comments given by hand stay. They need another look, as nbgrader
        has it, when the graded notebook is not the one that they were given for. What is `entered` already stays as
        it is, if the notebook is the same.
        """
        student = str(participant)
        notebook = self._empty(graded) if graded.notebook is None else graded.notebook
        path = self._path(AUTOGRADED, participant)
        if participant in entered and path.is_file() and path.read_bytes() == notebook:
            return
        write_atomically(path, notebook)
        with Gradebook(self.database) as gradebook, warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader reads a new submission before it has added it
            gradebook.update_or_create_student(student, first_name="", last_name=name)
            gradebook.update_or_create_submission(ASSIGNMENT, student)
        SaveAutoGrades().preprocess(nbformat.reads(notebook.decode("utf-8"), as_version=4), self._resources(student))

    def drop(self, participants: Iterable[int]) -> None:
        """Remove submissions that an earlier grading entered."""
        with Gradebook(self.database) as gradebook:
            for participant in participants:
                try:
                    gradebook.remove_submission(ASSIGNMENT, str(participant))
                except MissingEntry:
                    continue

    def manual_marks(self) -> dict[int, tuple[ManualMark, ...]]:
        """Return by participant what was given and written in formgrader; see `manual_marks`."""
        with Gradebook(self.database) as gradebook:
            return {
                int(entry.student.id): manual_marks(entry.notebooks[0])
                for entry in gradebook.assignment_submissions(ASSIGNMENT)
                if entry.notebooks
            }

    def _path(self, step: str, participant: int) -> Path:
        return self.root / step / str(participant) / ASSIGNMENT / f"{NOTEBOOK}.ipynb"

    def _resources(self, student: str) -> dict[str, Any]:
        names = {"assignment": ASSIGNMENT, "notebook": NOTEBOOK, "student": student, "db_url": self.database}
        return {"nbgrader": names}

    def _empty(self, graded: Graded) -> bytes:
        """Return the released notebook with no points and the reason, for a submission that cannot be graded."""
        notebook = copy.deepcopy(load_assignment().notebook)
        notebook.cells.insert(0, nbformat.v4.new_markdown_cell(f"**{graded.record.notice}**", id="not-gradable"))
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code":
                cell.outputs = [nbformat.v4.new_output("execute_result", data={"text/plain": "0.0"}, execution_count=1)]
        return str(nbformat.writes(notebook)).encode("utf-8")


def manual_marks(notebook: Any) -> tuple[ManualMark, ...]:
    """Return what a person gave and wrote in formgrader.

    Args:
        notebook: The submitted notebook in nbgrader's gradebook (`nbgrader.api.SubmittedNotebook`).

    Returns:
        Marks of (f) and (g), also open ones, and of other parts where they were corrected or commented on.
    """
    comments: dict[str, list[str]] = defaultdict(list)
    for comment in sorted(notebook.comments, key=lambda comment: str(comment.name)):
        # nbgrader's only comment of its own is "No response.", in English.
        unanswered = "Nicht beantwortet." if comment.auto_comment and comment.name in MANUAL_CELLS else ""
        comments[_PART_OF[comment.name]] += filter(None, [comment.manual_comment or unanswered])
    marks = []
    for grade in notebook.grades:
        part = _PART_OF[grade.name]
        by_hand = None if grade.manual_score is None and not grade.extra_credit else _score(grade)
        if part in MANUAL_CELLS.values():
            is_open = grade.needs_manual_grade or (by_hand is None and grade.auto_score is None)
            by_hand = None if is_open else _score(grade)
        if part in MANUAL_CELLS.values() or by_hand is not None or comments[part]:
            marks.append(ManualMark(part, by_hand, grade.max_score, "\n\n".join(comments[part])))
    return tuple(sorted(marks, key=lambda mark: mark.part))


def _score(grade: Any) -> float:
    return float(grade.score + (grade.extra_credit or 0.0))
