"""Who grades: processes of this machine, or the workers of a Dask cluster, by one interface."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Protocol

import psutil

from autograder.errors import SetupError, UsageError

WORKER_BYTES = 2 * 2**30  # measured: 0.7 GiB of a trusted process, 0.9 GiB of a kernel and its zygote, and some room


class Workforce(Protocol):
    """Executors, and what their workers' deaths look like."""

    @property
    def lost(self) -> tuple[type[Exception], ...]:
        """What a future raises when the worker died under it."""

    def slots(self) -> int:
        """Return how many submissions can be graded at once, now."""

    def executor(self, *, alone: bool) -> contextlib.AbstractContextManager[Executor]:
        """Return a fresh executor; `alone`: for one submission at a time, in a process that no other one shares."""


@dataclass(frozen=True)
class LocalWorkforce:
    """Processes of this machine with one thread of torch each."""

    workers: int

    lost = (BrokenProcessPool,)

    def slots(self) -> int:
        """Return the number of workers."""
        return self.workers

    @contextlib.contextmanager
    def executor(self, *, alone: bool) -> Iterator[Executor]:
        """Return a pool of processes; they end when this one does."""
        context = multiprocessing.get_context("spawn")  # a fork server would leave its socket behind when killed
        count = 1 if alone else self.workers
        with ProcessPoolExecutor(count, mp_context=context, initializer=_begin) as executor:
            try:
                yield executor
            finally:
                executor.shutdown(wait=True, cancel_futures=True)


class DaskWorkforce:
    """The workers of a Dask scheduler; each must have one thread (``dask worker --nthreads 1``).

    Args:
        address: Of the scheduler, such as ``tcp://host:8786``, or the path of a scheduler file (``.json``).
        timeout_s: How long to wait for its answer.

    Raises:
        SetupError: If `distributed` is not installed.
        UsageError: If no scheduler answers there, or its workers have more than one thread.
    """

    def __init__(self, address: str, timeout_s: float = 20.0) -> None:
        try:
            import dask
            import distributed
        except ImportError as error:
            raise SetupError("--cluster needs Dask: pip install 'ann-u08-autograder[cluster]'") from error
        dask.config.set({"distributed.admin.low-level-log-length": 0})  # else it keeps the last 1000 submissions sent
        where = {"scheduler_file": address} if address.endswith(".json") else {"address": address}
        try:
            client: Any = distributed.Client
            self._client = client(**where, timeout=timeout_s, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise UsageError(
                f"--cluster {address}: expected a Dask scheduler, found none ({error}); start one with `dask scheduler`"
            ) from error
        self.lost: tuple[type[Exception], ...] = (distributed.KilledWorker,)

    def slots(self) -> int:
        """Return the number of workers that are there now; at least one, for those that are still to come."""
        workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
        several = [worker["name"] for worker in workers if worker["nthreads"] != 1]
        if several:
            raise UsageError(
                f"a Dask worker ({several[0]}) has several threads, expected one, because grading keeps a core busy; "
                "start workers with --nthreads 1"
            )
        return max(1, len(workers))

    @contextlib.contextmanager
    def executor(self, *, alone: bool) -> Iterator[Executor]:  # noqa: ARG002 - the scheduler moves tasks by itself
        """Return Dask's executor; tasks of a worker that died go to another one, up to three times."""
        yield self._client.get_executor(pure=False)

    def close(self) -> None:
        """Leave the scheduler."""
        self._client.close()


@contextlib.contextmanager
def hired(cluster: str | None, jobs: int | None) -> Iterator[Workforce]:
    """Return the workers of a Dask scheduler, or else so many local ones, or as many as this machine takes.

    Raises:
        SetupError: As `DaskWorkforce`.
        UsageError: As `DaskWorkforce`.
    """
    if cluster is None:
        yield LocalWorkforce(jobs or workers_for())
        return
    workforce = DaskWorkforce(cluster)
    try:
        yield workforce
    finally:
        workforce.close()


def workers_for(machine_bytes: int | None = None, cores: int | None = None) -> int:
    """Return how many submissions this machine can grade at once: as many as cores and memory allow."""
    memory = psutil.virtual_memory().available if machine_bytes is None else machine_bytes
    cores = cores or len(os.sched_getaffinity(0))
    return max(1, min(cores, memory // WORKER_BYTES))


def _begin() -> None:
    """Called first in each worker."""
    threading.Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the end of the process that hired this one, however sudden: nobody would take the results."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
