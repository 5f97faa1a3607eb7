"""A large class through Dask on this machine, one worker killed in mid-run, against local processes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from autograder.cohort import grade_cohort
from autograder.hub import default_settings
from autograder.workforce import DaskWorkforce, LocalWorkforce
from benchmarks.notebooks import POINTS, mixed
from benchmarks.table import Row

WORKERS = 2


def measure(count: int = 500) -> list[Row]:
    """Return the throughput of both, what was lost, and the parent's memory at a tenth, half and all of the class."""
    settings = default_settings()
    sample = min(count, 60)
    started = time.monotonic()
    sum(1 for _ in grade_cohort(mixed(sample), settings, LocalWorkforce(WORKERS)))
    local = sample / (time.monotonic() - started)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scheduler.json"
        processes = [_start(file, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")]
        while not (file.is_file() and file.stat().st_size):
            time.sleep(0.1)
        processes += [
            _start(file, "worker", "--nthreads", "1", "--no-dashboard", "--name", f"w{n}") for n in range(WORKERS)
        ]
        workforce = DaskWorkforce(str(file))
        while workforce.slots() < WORKERS:
            time.sleep(0.1)
        memory, points, started = [], 0, time.monotonic()
        for done, (_, graded) in enumerate(grade_cohort(mixed(count), settings, workforce), start=1):
            points += graded.record.score == POINTS
            memory.append(psutil.Process().memory_info().rss / 2**20)
            if done == count // 3:
                _kill_a_worker()
        dask = count / (time.monotonic() - started)
        workforce.close()
        for process in processes:
            process.terminate()
            process.wait()
    return [
        Row(f"local processes, {WORKERS} workers, {sample} submissions", local * 60, "submissions per minute"),
        Row(f"Dask, {WORKERS} workers, {count} submissions", dask * 60, "submissions per minute", dask / local),
        Row("lost, with a worker killed", count - len(memory), "submissions"),
        Row("full marks among the quarter that is right", points, f"of {(count + 3) // 4}"),
        *(
            Row(f"parent's memory after {int(share * count)}", memory[int(share * count) - 1], "MiB")
            for share in (0.1, 0.5, 1.0)
        ),
    ]


def _start(file: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *arguments, "--scheduler-file", str(file)]
    return subprocess.Popen(command, cwd=file.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _kill_a_worker() -> None:
    """Kill the process that grades; its nanny starts another one, as on a cluster."""
    nannies = [p for p in psutil.process_iter(["cmdline"]) if {"worker", "w0"} <= set(p.info["cmdline"] or [])]
    for child in nannies[0].children():
        if child.children():
            child.kill()
            return
    raise RuntimeError("expected a worker that grades, found none")
