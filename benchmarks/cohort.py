"""A class in parallel with warm kernels, against stock nbgrader and against fewer workers or cold kernels."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.assignment import SOURCE
from autograder.cohort import Task, grade_cohort
from autograder.hub import default_settings
from autograder.settings import Settings
from autograder.workforce import LocalWorkforce, workers_for
from benchmarks.notebooks import POINTS, solved, without_grading_mode, without_hidden_tests
from benchmarks.stock import seconds_per_submission
from benchmarks.table import Row

CLASS = 20
Change = Callable[[bytes], bytes]
# What is done to the students' notebooks and to the source, and how many stock nbgrader takes, one after the other.
KINDS: dict[str, tuple[Change, Sequence[tuple[str, Change]], int]] = {
    "in grading mode": (bytes, (("", bytes), (", no checks", without_hidden_tests)), 4),
    "64 filters at 224×224": (without_grading_mode, (("", without_grading_mode),), 1),
}


def measure() -> list[Row]:
    """Return seconds per submission, each ratio over stock nbgrader on the same kind of notebook.

    Stock nbgrader runs the same checks in its kernels; what it takes without any is the least that others could cost.
    """
    settings = default_settings()
    rows = []
    for kind, (change, sources, count) in KINDS.items():
        tasks = [replace(task, content=change(task.content)) for task in solved(CLASS)]
        ours = grade(tasks, settings, workers_for())
        for checks, change_source in sources:
            stock = _stock(change_source(SOURCE.read_bytes()), [task.content for task in tasks[:count]])
            rows.append(Row(f"stock nbgrader, {kind}{checks}", stock, "s per submission"))
            rows.append(Row(f"autograder, {kind}, {workers_for()} workers", ours, "s per submission", stock / ours))
    return rows


def _stock(source: bytes, contents: Sequence[bytes]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        return seconds_per_submission(source, contents, Path(folder))


def measure_workers() -> list[Row]:
    """Return seconds per submission with 1, 2, 4 … workers, each ratio over one worker, and with cold kernels."""
    settings = default_settings()
    tasks = list(solved(CLASS))
    rows: list[Row] = []
    workers, most = 1, max(2, workers_for())
    while workers <= most:
        seconds = grade(tasks, settings, workers)
        rows.append(
            Row(f"warm, {workers} workers", seconds, "s per submission", rows[0].value / seconds if rows else None)
        )
        workers *= 2
    cold = grade(tasks, replace(settings, warm=False), most)
    rows.append(Row(f"cold, {most} workers", cold, "s per submission", rows[0].value / cold))
    return rows


def grade(tasks: Sequence[Task], settings: Settings, workers: int) -> float:
    """Grade a class, the start of the workers included, and return the mean seconds per submission."""
    started = time.monotonic()
    scores = {graded.record.score for _, graded in grade_cohort(tasks, settings, LocalWorkforce(workers))}
    if scores != {POINTS}:
        raise RuntimeError(f"expected {POINTS:g} points for each, found {scores}: the figures would mean nothing")
    return (time.monotonic() - started) / len(tasks)
