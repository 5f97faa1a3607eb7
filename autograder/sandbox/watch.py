"""Watch memory, processes and sockets' directory of a submission from outside; kill it when it uses too much.

What it sends and nobody has read yet takes this process's memory; that is watched as well.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
import threading
from pathlib import Path

import psutil

from autograder.sandbox.limits import GIB, Limits

_INTERVAL_S = 0.25
_SOCKETS_BYTES = 2**20
_ENTRY_BYTES = 4096  # what a name takes
_UNREAD_BYTES = 2 * GIB  # by which this process may grow; the checks with their networks take a third of it at most
_DESCRIPTORS_PER_PROCESS = 64  # of all processes together; what waits in sockets and pipes counts in no process


class Watch:
    """A thread that watches a process and all its descendants.

    Args:
        pid: The process that was started: bubblewrap, the first of a warm submission, or the kernel itself.
        limits: What they may use together.
        directory: The only directory of this machine that they can write to, for their sockets.

    Attributes:
        exceeded: ``memory``, ``processes``, ``disk`` or ``output`` once that limit was passed and everything killed.
    """

    def __init__(self, pid: int, limits: Limits, directory: Path) -> None:
        self.exceeded = ""
        self._root = psutil.Process(pid)
        self._limits, self._directory = limits, directory
        self._most_bytes = _kept(os.getpid(), b"VmRSS:") + _UNREAD_BYTES
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
            try:
                exceeded = self._look(processes)
            except Exception:  # whatever cannot be watched must not run
                exceeded = "supervision"
            if exceeded:
                self._kill(exceeded, processes)

    def _look(self, processes: list[psutil.Process]) -> str:
        """Return the limit that is exceeded, or nothing."""
        if len(processes) > self._limits.processes:
            return "processes"
        if self._memory(processes) > self._limits.memory_bytes or self._holds_too_much(processes):
            return "memory"
        if _size_of(self._directory) + self._hidden(processes) > _SOCKETS_BYTES:
            return "disk"
        if _kept(os.getpid(), b"VmRSS:") > self._most_bytes:
            return "output"
        return ""

    def _hidden(self, processes: list[psutil.Process]) -> int:
        """Return the bytes of files on the sockets' disk that are open and have no name any more."""
        device, found = self._directory.stat().st_dev, {}
        for process in processes:
            with contextlib.suppress(OSError), os.scandir(f"/proc/{process.pid}/fd") as descriptors:
                for entry in descriptors:
                    with contextlib.suppress(OSError):
                        facts = entry.stat()
                        if facts.st_dev == device and facts.st_nlink == 0 and stat.S_ISREG(facts.st_mode):
                            found[facts.st_ino] = facts.st_blocks * 512
        return sum(found.values())

    def _memory(self, processes: list[psutil.Process]) -> int:
        """Return the memory in use; shared pages count once where the sum alone would be too much."""
        resident = sum(_kept(process.pid, b"VmRSS:", b"VmPTE:") for process in processes)
        if resident <= self._limits.memory_bytes:
            return resident
        total = sum(_kept(process.pid, b"VmPTE:") for process in processes)
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


def _kept(pid: int, *kinds: bytes) -> int:
    """Return the bytes of some kinds of a process's memory, as ``/proc/PID/status`` names them; 0 if it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_bytes().split(b"\n")  # a process may be called like a line of its own
    except OSError:
        return 0
    found = {line.split()[0]: int(line.split()[1]) for line in lines if line.startswith(kinds)}
    return 1024 * sum(found.values())


def _size_of(directory: Path) -> int:
    """Return the bytes of what lies in a directory that may change at any moment; links are not followed.

    What cannot be looked at counts as too much.
    """
    total = 0
    ahead = [str(directory)]
    while ahead and total <= _SOCKETS_BYTES:
        try:
            with os.scandir(ahead.pop()) as entries:
                for entry in itertools.islice(entries, _SOCKETS_BYTES // _ENTRY_BYTES + 1):
                    total += _ENTRY_BYTES + entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        ahead.append(entry.path)
        except FileNotFoundError:
            continue
        except OSError:
            return 2 * _SOCKETS_BYTES
    return total
