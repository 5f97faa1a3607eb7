"""One kernel: how long until it can be asked, cold and warm, and how much memory a graded submission takes."""

from __future__ import annotations

import statistics
import threading
import time

import psutil

from autograder.grading import grade_notebook
from autograder.hub import default_settings
from autograder.made_up import solved_notebook
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.limits import Limits
from autograder.sandbox.mode import Mode
from benchmarks.table import Row

STARTS = 7


def measure() -> list[Row]:
    """Return start times with the libraries imported, and the peak memory."""
    settings = default_settings()
    with Kernel(Limits(), settings.hub, Mode.WARM):  # the first one starts the sandbox
        pass
    cold, warm = (_ready(mode) for mode in (Mode.COLD, Mode.WARM))
    grade_notebook(solved_notebook(), settings)
    kernel, trusted = _peak()
    return [
        Row("cold start and imports", cold, "s"),
        Row("warm start and imports", warm, "s", cold / warm),
        Row("peak memory of a submission's processes", kernel, "MiB"),
        Row("memory of the trusted process", trusted, "MiB"),
    ]


def _ready(mode: Mode) -> float:
    imports = "import torch, torchvision, pytorch_lightning, numpy, matplotlib.pyplot"
    seconds = []
    for _ in range(STARTS):
        started = time.monotonic()
        with Kernel(Limits(), default_settings().hub, mode) as kernel:
            kernel.execute(imports)
            seconds.append(time.monotonic() - started)
    return statistics.median(seconds)


def _peak() -> tuple[float, float]:
    """Grade once and return the peak of the proportional memory of all processes below this one, and this one's."""
    highest, done = 0, threading.Event()

    def watch() -> None:
        nonlocal highest
        while not done.wait(0.05):
            total = 0
            for process in psutil.Process().children(recursive=True):
                try:
                    total += process.memory_full_info().pss
                except psutil.Error:
                    continue
            highest = max(highest, total)

    watcher = threading.Thread(target=watch)
    watcher.start()
    grade_notebook(solved_notebook(), default_settings())
    done.set()
    watcher.join()
    return highest / 2**20, psutil.Process().memory_info().rss / 2**20
