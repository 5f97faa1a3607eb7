"""Watch the memory and the processes of a submission from outside, and kill it when it uses too much."""

from __future__ import annotations

import contextlib
import threading

import psutil

from autograder.sandbox.limits import Limits

_INTERVAL_S = 0.25


class Watch:
    """A thread that watches a process and all its descendants.

    Args:
        pid: The process that was started, bubblewrap or the kernel itself.
        limits: What they may use together.

    Attributes:
        exceeded: ``memory`` or ``processes`` once that limit was passed and everything was killed; else empty.
    """

    def __init__(self, pid: int, limits: Limits) -> None:
        self.exceeded = ""
        self._root = psutil.Process(pid)
        self._limits = limits
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"watch-{pid}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(_INTERVAL_S):
            try:
                processes = [self._root, *self._root.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            if len(processes) > self._limits.processes:
                self._kill("processes", processes)
            elif self._memory(processes) > self._limits.memory_bytes:
                self._kill("memory", processes)

    def _memory(self, processes: list[psutil.Process]) -> int:
        """Return the memory in use; shared pages count once where the sum alone would be too much."""
        total = 0
        for process in processes:
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss
        if total <= self._limits.memory_bytes:
            return total
        total = 0
        for process in processes:
            with contextlib.suppress(psutil.Error):
                total += process.memory_full_info().pss
        return total

    def _kill(self, what: str, processes: list[psutil.Process]) -> None:
        self.exceeded = what
        for process in processes:
            with contextlib.suppress(psutil.Error):
                process.kill()
