"""The grader as preprocessors of `nbgrader autograde`; `autograder.nbgrader_course` plugs them in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Int, Unicode

from autograder.assignment import load_assignment
from autograder.beside import beside_notebook
from autograder.errors import SubmissionError
from autograder.grading import grade_notebook
from autograder.hub import default_settings
from autograder.options import limit_options
from autograder.sandbox.limits import Limits
from autograder.settings import Settings
from autograder.submission import rebuild


def _limit_traits() -> dict[str, Any]:
    kinds: dict[type, Any] = {float: Float, int: Int}
    return {
        option.field: kinds[type(option.default)](option.default, help=option.help).tag(config=True)
        for option in limit_options()
    }


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
    warm = Bool(True, help="False starts a new sandbox for each submission").tag(config=True)
    sandboxed = Bool(True, help="False runs students' code unprotected on this machine").tag(config=True)
    locals().update(_limit_traits())  # a trait for each field of Limits, under the field's name

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Called by nbgrader with the sanitised notebook."""
        student, settings = resources["nbgrader"]["student"], self._settings()
        beside = beside_notebook(self._submitted(student, resources["nbgrader"]["assignment"]), settings.limits)
        for note in beside.notes:
            self.log.warning("%s: %s", student, note)
        graded = grade_notebook(nbformat.writes(nb).encode("utf-8"), settings, name=student, files=beside.files)
        if graded.notebook is None:
            raise SubmissionError(f"{student}: {graded.record.reason}")
        if graded.record.reason:
            self.log.warning("%s: %s", graded.record.name, graded.record.reason)
        return nbformat.reads(graded.notebook.decode("utf-8"), as_version=4), resources

    def _submitted(self, student: str, assignment: str) -> Path:
        """Return the folder that was handed in; nbgrader's copy of it in autograded/ has followed links."""
        course = CourseDirectory(parent=self, root=str(Path.cwd()))  # nbgrader works in the folder of the course
        return Path(course.format_path(course.submitted_directory, student, assignment))

    def _settings(self) -> Settings:
        limits = Limits(**{option.field: getattr(self, option.field) for option in limit_options()})
        path = Path(self.checkpoint) if self.checkpoint else None
        return default_settings(path, seed=self.seed, limits=limits, sandboxed=self.sandboxed, warm=self.warm)
