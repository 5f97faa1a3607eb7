"""One grading as an nbgrader course: its folders, its gradebook, and the one writer of both."""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import SaveAutoGrades, SaveCells

from autograder.assignment import ASSIGNMENT, MANUAL_CELLS, NOTEBOOK, load_assignment
from autograder.feedback import ManualMark
from autograder.grading import Graded

_CONFIG = '''"""Makes this folder an nbgrader course: `nbgrader formgrader` and the other commands work from here."""

from pathlib import Path

from autograder.nbgrader_plugins import configure

configure(get_config(), root=Path(__file__).resolve().parent)
'''


@dataclass(frozen=True)
class Course:
    """A folder with ``submitted/``, ``autograded/`` and ``gradebook.db``, as nbgrader lays them out."""

    root: Path

    @property
    def database(self) -> str:
        """SQLAlchemy's URL of the gradebook."""
        return f"sqlite:///{self.root / 'gradebook.db'}"

    def prepare(self) -> None:
        """Make the folder a course, and enter the assignment into its gradebook."""
        let_nbgrader_find_alembic()
        self.root.mkdir(parents=True, exist_ok=True)
        write_atomically(self.root / "nbgrader_config.py", _CONFIG.encode("utf-8"))
        with Gradebook(self.database) as gradebook:
            gradebook.update_or_create_assignment(ASSIGNMENT)
        notebook = copy.deepcopy(load_assignment().notebook)
        SaveCells().preprocess(notebook, self._resources(""))

    def keep_submission(self, participant: int, content: bytes) -> None:
        """Write what was handed in to ``submitted/``, under the name that nbgrader expects."""
        write_atomically(self._path("submitted", participant), content)

    def enter(self, participant: int, name: str, graded: Graded) -> None:
        """Enter one graded submission: the notebook in ``autograded/``, the scores in the gradebook.

        Scores of an earlier grading go; marks and comments given by hand stay. They need another look, as nbgrader
        has it, when the graded notebook is not the one that they were given for.
        """
        student = str(participant)
        notebook = graded.notebook or self._empty(graded)
        if self._is_entered(participant, notebook):
            return
        write_atomically(self._path("autograded", participant), notebook)
        with Gradebook(self.database) as gradebook:
            gradebook.update_or_create_student(student, first_name="", last_name=name)
            gradebook.update_or_create_submission(ASSIGNMENT, student)
        SaveAutoGrades().preprocess(nbformat.reads(notebook.decode("utf-8"), as_version=4), self._resources(student))

    def _is_entered(self, participant: int, notebook: bytes) -> bool:
        path = self._path("autograded", participant)
        if not path.is_file() or path.read_bytes() != notebook:
            return False
        with Gradebook(self.database) as gradebook:
            try:
                grades = gradebook.find_submission_notebook(NOTEBOOK, ASSIGNMENT, str(participant)).grades
            except MissingEntry:
                return False
            return any(grade.auto_score is not None for grade in grades)

    def drop(self, participants: Iterable[int]) -> None:
        """Remove submissions that an earlier grading entered."""
        with Gradebook(self.database) as gradebook:
            for participant in participants:
                try:
                    gradebook.remove_submission(ASSIGNMENT, str(participant))
                except MissingEntry:
                    continue

    def manual_marks(self, participant: int) -> tuple[ManualMark, ...]:
        """Return the marks of (f) and (g): those given in formgrader, or 0 where nothing was answered."""
        marks = []
        with Gradebook(self.database) as gradebook:
            for cell, part in MANUAL_CELLS.items():
                try:
                    grade = gradebook.find_grade(cell, NOTEBOOK, ASSIGNMENT, str(participant))
                    comment = gradebook.find_comment(cell, NOTEBOOK, ASSIGNMENT, str(participant))
                except MissingEntry:
                    continue
                open_ = grade.needs_manual_grade or (grade.manual_score is None and grade.auto_score is None)
                marks.append(ManualMark(part, None if open_ else grade.score, grade.max_score, comment.comment or ""))
        return tuple(marks)

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


def let_nbgrader_find_alembic() -> None:
    """Put this Python's programs on PATH; nbgrader starts `alembic` by name when it makes a gradebook."""
    folder = str(Path(sys.executable).parent)
    if folder not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([folder, os.environ.get("PATH", "")])


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    partial.write_bytes(content)
    partial.replace(path)
