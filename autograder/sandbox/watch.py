"""Watch memory, processes and sockets' directory of a submission from outside; kill it when it uses too much."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path

import psutil

from autograder.sandbox.limits import Limits

_INTERVAL_S = 0.25
_SOCKETS_BYTES = 2**20
_DESCRIPTORS_PER_PROCESS = 64  # of all processes together; what waits in sockets and pipes counts in no process


class Watch:
    """A thread that watches a process and all its descendants.

    Args:
        pid: The process that was started: bubblewrap, the first of a warm submission, or the kernel itself.
        limits: What they may use together.
        directory: The only directory of this machine that they can write to, for their sockets.

    Attributes:
        exceeded: ``memory``, ``processes`` or ``disk`` once that limit was passed and everything was killed.
    """

    def __init__(self, pid: int, limits: Limits, directory: Path) -> None:
        self.exceeded = ""
        self._root = psutil.Process(pid)
        self._limits, self._directory = limits, directory
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
            elif self._memory(processes) > self._limits.memory_bytes or self._holds_too_much(processes):
                self._kill("memory", processes)
            elif _size_of(self._directory) > _SOCKETS_BYTES:
                self._kill("disk", processes)

    def _memory(self, processes: list[psutil.Process]) -> int:
        """Return the memory in use; shared pages count once where the sum alone would be too much."""
        resident = sum(_kept(process.pid, "VmRSS:", "VmPTE:") for process in processes)
        if resident <= self._limits.memory_bytes:
            return resident
        total = sum(_kept(process.pid, "VmPTE:") for process in processes)
        for process in processes:
            with contextlib.suppress(psutil.Error):
                total += process.memory_full_info().pss
        return total

    def _holds_too_much(self, processes: list[psutil.Process]) -> bool:
        """Tell whether so many sockets, pipes and files are open that they could hold much memory themselves."""
        opened = 0
        for process in processes:
            with contextlib.suppress(OSError):
                opened += len(os.listdir(f"/proc/{process.pid}/fd"))  # noqa: PTH208 - names alone, four times a second
        return opened > self._limits.processes * _DESCRIPTORS_PER_PROCESS

    def _kill(self, what: str, processes: list[psutil.Process]) -> None:
        self.exceeded = what
        for process in processes:  # the first one takes its whole namespace with it
            with contextlib.suppress(psutil.Error):
                process.kill()


def _kept(pid: int, *kinds: str) -> int:
    """Return the bytes of some kinds of a process's memory, as ``/proc/PID/status`` names them; 0 if it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(kinds))


def _size_of(directory: Path) -> int:
    """Return the bytes of the files in a directory that may change at any moment; links are not followed."""
    total = 0
    for folder, _, files in os.walk(directory):
        for name in files:
            with contextlib.suppress(OSError):
                total += 4096 + os.lstat(f"{folder}/{name}").st_size
    return total
