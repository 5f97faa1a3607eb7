"""Stock nbgrader on the same notebooks: its own commands, without anything of this project plugged in."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.assignment import ASSIGNMENT, NOTEBOOK, ROOT, SOURCE
from autograder.hub import default_settings
from benchmarks.notebooks import POINTS

_CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "stock"
c.ClearMarkScheme.enforce_metadata = False
c.ExecutePreprocessor.timeout = 900
c.CourseDirectory.ignore = ["figures", ".ipynb_checkpoints"]
"""


def seconds_per_submission(source: bytes, contents: Sequence[bytes], folder: Path) -> float:
    """Run ``nbgrader autograde`` over the notebooks, one command as an instructor would, and return the mean seconds.

    The hidden tests that it runs in each kernel are the checks of this project (`autograder.local`).

    Raises:
        RuntimeError: If a command fails, or a notebook does not get all points: the figures would mean nothing.
    """
    (folder / "source" / ASSIGNMENT).mkdir(parents=True)
    (folder / "source" / ASSIGNMENT / SOURCE.name).write_bytes(source)
    (folder / "nbgrader_config.py").write_text(_CONFIG, encoding="utf-8")
    for number, content in enumerate(contents):
        place = folder / "submitted" / f"s{number:03}" / ASSIGNMENT
        place.mkdir(parents=True)
        (place / f"{NOTEBOOK}.ipynb").write_bytes(content)
    _nbgrader("generate_assignment", folder)
    started = time.monotonic()
    _nbgrader("autograde", folder)
    seconds = time.monotonic() - started
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        scores = {submission.score for submission in gradebook.assignment_submissions(ASSIGNMENT)}
    if scores != {POINTS}:
        raise RuntimeError(f"expected {POINTS:g} points for each from stock nbgrader, found {scores}")
    return seconds / len(contents)


def _nbgrader(command: str, folder: Path) -> None:
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader starts `alembic` by name
    hub = str(default_settings().hub)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": programs, "TORCH_HOME": hub}
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", command, ASSIGNMENT],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"nbgrader {command}: {done.stderr[-2000:]}")
