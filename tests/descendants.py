"""The processes below this one, in which a test looks for what a kernel left behind."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

import psutil


def descendants() -> list[psutil.Process]:
    """Return the processes below this one, but for a browser's, of which some come and go at any moment."""
    found = []
    for child in psutil.Process().children():
        try:
            if not child.name().startswith("chrom"):
                found += [child, *child.children(recursive=True)]
        except psutil.NoSuchProcess:
            continue
    alive = running({process.pid for process in found})
    return [process for process in found if process.pid in alive]


def pids() -> set[int]:
    """Return the ids of the same."""
    return {process.pid for process in descendants()}


def running(found: set[int]) -> set[int]:
    """Return those of the processes that have not ended."""
    alive = set()
    for pid in found:
        with contextlib.suppress(psutil.NoSuchProcess):
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                alive.add(pid)
    return alive


def gone(found: set[int], within_s: float = 10) -> bool:
    """Tell whether all of the processes end soon."""
    return _soon(lambda: not running(found), within_s)


def settled(before: set[int], within_s: float = 10) -> bool:
    """Tell whether soon no process is below this one that was not there before."""
    return _soon(lambda: not pids() - before, within_s)


def _soon(holds: Callable[[], bool], within_s: float) -> bool:
    deadline = time.monotonic() + within_s
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()
