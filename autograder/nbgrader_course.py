"""nbgrader's configuration; read by each of its commands, and therefore quick: classes are named, not imported."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from autograder.assignment import ROOT


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
    config.ZipCollectApp.extractor_plugin = "autograder.nbgrader_moodle.MoodleExtractor"
    config.ZipCollectApp.collector_plugin = "autograder.nbgrader_moodle.MoodleCollector"
    config.ExportApp.plugin_class = "autograder.nbgrader_moodle.MoodleExporter"


def let_nbgrader_find_alembic() -> None:
    """Put this Python's programs on PATH; nbgrader starts `alembic` by name when it makes a gradebook."""
    folder = str(Path(sys.executable).parent)
    if folder not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([folder, os.environ.get("PATH", "")])
