"""A cohort on a real Dask scheduler with real worker processes, one of which is killed in mid-run."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from autograder.assignment import RELEASE
from autograder.cohort import Task, grade_cohort
from autograder.errors import UsageError
from autograder.made_up import solved_notebook
from autograder.scoring import State
from autograder.settings import Settings
from autograder.workforce import DaskWorkforce


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[Path]:
    """Start a scheduler and two workers, and return the scheduler's file."""
    file = tmp_path / "scheduler.json"
    log = (tmp_path / "log").open("wb")

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *arguments, "--scheduler-file", str(file)]
        return subprocess.Popen(command, cwd=tmp_path, stdout=log, stderr=log)

    started = [start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")]
    for _ in range(600):
        if file.is_file() and file.stat().st_size:
            break
        time.sleep(0.1)
    started += [start("worker", "--nthreads", "1", "--no-dashboard", "--no-nanny", "--name", n) for n in ("one", "two")]
    try:
        yield file
    finally:
        for process in started:
            process.kill()
            process.wait()
        log.close()


def _tasks(count: int) -> list[Task]:
    """Return submissions without a solution, all different."""
    notebook = json.loads(RELEASE.read_bytes())
    tasks = []
    for number in range(count):
        notebook["metadata"]["title"] = str(number)
        tasks.append(Task(number, f"P{number}", json.dumps(notebook).encode()))
    return tasks


def test_cohort_on_cluster_loses_nothing_when_a_worker_is_killed(scheduler: Path, settings: Settings) -> None:
    workforce = DaskWorkforce(str(scheduler))
    tasks = [Task(99, "solved", solved_notebook()), *_tasks(5)]
    killed = False
    found = {}
    for task, graded in grade_cohort(tasks, settings, workforce):
        found[task.participant] = (graded.record.state, graded.record.score)
        if not killed:
            _worker("two").kill()
            killed = True
    workforce.close()
    assert found == {99: (State.GRADED, 24.0), **dict.fromkeys(range(5), (State.GRADED, 0.0))}


def test_cluster_keeps_nothing_of_what_was_sent(scheduler: Path) -> None:
    workforce = DaskWorkforce(str(scheduler))

    def memory_after(count: int) -> int:
        with workforce.executor(alone=False) as executor:
            for number in range(count):
                content = bytes([number]) * 800_000
                assert executor.submit(len, content).result() == len(content)
        return psutil.Process().memory_info().rss

    before = memory_after(20)
    grown = memory_after(100) - before
    workforce.close()
    assert grown < 30e6  # of 80 MB sent


def _worker(name: str) -> psutil.Process:
    return next(p for p in psutil.process_iter(["cmdline"]) if {"worker", name} <= set(p.info["cmdline"] or []))


def test_cluster_that_is_not_there_is_a_clear_error() -> None:
    with pytest.raises(UsageError, match="expected a Dask scheduler"):
        DaskWorkforce("tcp://127.0.0.1:9", timeout_s=1)
