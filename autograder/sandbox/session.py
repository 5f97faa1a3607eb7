"""The session of one submission, over as many kernels as it takes: one that is lost is replaced."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from autograder.errors import KernelLost
from autograder.sandbox.cell_run import CellRun
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.limits import Limits
from autograder.sandbox.mode import Mode

MAX_KERNELS = 8  # one for each part that loses its own, so that no part's crash spoils the next, and some for cells


class Session:
    """Runs cells and takes requests as a `Kernel` does, and outlives it; use it as a context manager.

    Args:
        limits: What the submission may use.
        hub: Directory in the layout of TORCH_HOME with the checkpoints.
        mode: How kernels are started.
        files: What lies beside the notebook, by relative path.

    Attributes:
        exceeded: Limits that its kernels exceeded; all of them once it is closed.
        lost: Why kernels were lost, each reason once.
    """

    def __init__(self, limits: Limits, hub: Path, mode: Mode, files: Mapping[str, bytes]) -> None:
        self.exceeded: list[str] = []
        self.lost: list[str] = []
        self._limits, self._hub, self._mode, self._files = limits, hub, mode, files
        self._deadline = time.monotonic() + limits.submission_s
        self._kernel: Kernel | None = None
        self._kernels = 0
        self._done: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def execute(self, source: str) -> CellRun:
        """Run a cell; one in which the kernel is lost says so, and is not run again in the next kernel."""
        try:
            run = _run(self._alive(), source)
        except KernelLost as error:
            self._note(error)
            run = CellRun(running=False)
            run.note("… Der Kernel ist in dieser Zelle verloren gegangen.")
        else:
            self._done.append(source)
        return run

    def ask(self, request: str) -> str:
        """Put a request to the probe, and return its answer as it came.

        Raises:
            CallTimeout: If no answer came in time; the kernel is still there.
            KernelLost: If the kernel was lost in this, or there is none any more.
        """
        try:
            return self._alive().ask(request)
        except KernelLost as error:
            self._note(error)
            raise

    def close(self) -> None:
        """End the kernel, if there is one."""
        if self._kernel is not None:
            self.exceeded += self._kernel.exceeded
            self._kernel.close()
            self._kernel = None

    def _alive(self) -> Kernel:
        """Return the kernel; after a loss a new one, with the cells run again that did no harm.

        Raises:
            KernelLost: If there were too many, or the time of the submission is over.
        """
        while self._kernel is None or self._kernel.lost:
            self.close()
            self._kernel = self._next()
            for source in self._done:
                try:
                    _run(self._kernel, source)
                except KernelLost as error:  # it did harm after all, later than it could be told from others
                    self._note(error)
                    self._done.remove(source)
                    break
        return self._kernel

    def _next(self) -> Kernel:
        """Start one more kernel."""
        left = self._deadline - time.monotonic()
        if self._kernels >= MAX_KERNELS or left <= 0:
            raise KernelLost(f"no kernel is started after {self._kernels}, with {left:.0f} s left")
        self._kernels += 1
        return Kernel(replace(self._limits, submission_s=left), self._hub, self._mode, self._files).__enter__()

    def _note(self, error: KernelLost) -> None:
        if str(error) not in self.lost:
            self.lost.append(str(error))


def _run(kernel: Kernel, source: str) -> CellRun:
    """Run a cell and make sure that the kernel outlives it, so that whoever comes next is not blamed.

    Raises:
        KernelLost: If it does not.
    """
    run = kernel.execute(source)
    kernel.ping()
    return run
