"""The grader as nbgrader's own preprocessors, and nbgrader's configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Int, Unicode

from autograder.assignment import ROOT, load_assignment
from autograder.errors import SubmissionError
from autograder.gradebook import let_nbgrader_find_alembic
from autograder.grading import Settings, grade_notebook
from autograder.hub import default_settings
from autograder.sandbox.limits import Limits
from autograder.submission import rebuild


class RebuildOnRelease(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader is untyped
    """First sanitising step of ``nbgrader autograde``: only the answers come from the student."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Called by nbgrader with the notebook that was handed in."""
        rebuilt = rebuild(nbformat.writes(nb).encode("utf-8"), load_assignment())
        for note in rebuilt.notes:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], note)
        return rebuilt.notebook, resources


class GradeInSandbox(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader is untyped
    """Replaces nbgrader's Execute: runs the notebook in a sandbox and forms the verdicts outside of it."""

    seed = Int(0, help="Seed of the checks' random inputs").tag(config=True)
    checkpoint = Unicode("", help="State dict of a ResNet50; empty: torch hub cache, else the embedded one").tag(
        config=True
    )
    sandboxed = Bool(True, help="False runs students' code unprotected on this machine").tag(config=True)
    cell_s = Float(Limits().cell_s, help="Seconds per cell").tag(config=True)
    call_s = Float(Limits().call_s, help="Seconds per call of a check").tag(config=True)
    submission_s = Float(Limits().submission_s, help="Seconds per submission").tag(config=True)
    memory_bytes = Int(Limits().memory_bytes, help="Memory of all processes of a submission").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Called by nbgrader with the sanitised notebook."""
        graded = grade_notebook(
            nbformat.writes(nb).encode("utf-8"), self._settings(), name=resources["nbgrader"]["student"]
        )
        if graded.notebook is None:
            raise SubmissionError(f"{resources['nbgrader']['student']}: {graded.record.reason}")
        if graded.record.reason:
            self.log.warning("%s: %s", graded.record.name, graded.record.reason)
        return nbformat.reads(graded.notebook.decode("utf-8"), as_version=4), resources

    def _settings(self) -> Settings:
        limits = Limits(
            cell_s=self.cell_s, call_s=self.call_s, submission_s=self.submission_s, memory_bytes=self.memory_bytes
        )
        path = Path(self.checkpoint) if self.checkpoint else None
        return default_settings(path, seed=self.seed, limits=limits, sandboxed=self.sandboxed)


def configure(config: Any, root: Path | None = None) -> None:
    """Fill in nbgrader's configuration for this course.

    Args:
        config: The object that nbgrader's ``get_config()`` returns.
        root: Folder of the course (submitted/, autograded/, gradebook.db); the folder of this project if not given.
    """
    let_nbgrader_find_alembic()
    config.CourseDirectory.course_id = "ANN"
    config.CourseDirectory.root = str(root or ROOT)
    config.CourseDirectory.source_directory = str(ROOT / "source")
    config.CourseDirectory.release_directory = str(ROOT / "release")
    config.ClearSolutions.code_stub = {
        "python": '# IHR CODE\nraise NotImplementedError("Diese Aufgabe ist noch nicht gelöst.")'
    }
    config.ClearSolutions.text_stub = "IHRE ANTWORT"
    config.ClearMarkScheme.enforce_metadata = False  # the schemes stand in solution cells, not in task cells
    config.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "figures"]
    config.Autograde.sanitize_preprocessors = [
        "autograder.nbgrader_plugins.RebuildOnRelease",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    config.Autograde.autograde_preprocessors = [
        "autograder.nbgrader_plugins.GradeInSandbox",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
