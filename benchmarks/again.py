"""A second run over a class in which nothing changed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder.assignment import NOTEBOOK
from autograder.moodle.sample import Layout, SampleStudent, make_export, make_worksheet
from benchmarks.notebooks import mixed
from benchmarks.table import Row


def measure(count: int = 100) -> list[Row]:
    """Return the seconds of the first and of the second ``autograder grade``."""
    students = [
        SampleStudent(1000 + number, f"Student {number}", {f"{NOTEBOOK}.ipynb": task.content})
        for number, task in enumerate(mixed(count))
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_export(folder / "export.zip", students, Layout())
        make_worksheet(folder / "sheet.csv", students, Layout())
        first, second = _grade(folder), _grade(folder)
    return [Row(f"first run over {count}", first, "s"), Row("second run", second, "s", first / second)]


def _grade(folder: Path) -> float:
    options = ["--worksheet", str(folder / "sheet.csv"), "--out", str(folder / "out")]
    started = time.monotonic()
    command = [sys.executable, "-m", "autograder", "grade", str(folder / "export.zip"), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return time.monotonic() - started
