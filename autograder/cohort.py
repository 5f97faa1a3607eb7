"""Grade many notebooks at once; whatever one does, every other is graded as if it were alone."""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

import psutil
import torch

from autograder.errors import AutograderError, SetupError
from autograder.grading import Graded, Settings, grade_notebook, not_gradable, oracle_for

WORKER_BYTES = 3 * 2**30  # measured: 1.3 GiB of a trusted process, 1 GiB of a kernel, and room for the checks
ATTEMPTS = 2  # of a submission whose trusted process died under it


@dataclass(frozen=True)
class Task:
    """One notebook to grade."""

    participant: int | None
    name: str
    content: bytes


def workers_for(machine_bytes: int | None = None, cores: int | None = None) -> int:
    """Return how many submissions this machine can grade at once: as many as cores and memory allow."""
    memory = psutil.virtual_memory().available if machine_bytes is None else machine_bytes
    cores = cores or len(os.sched_getaffinity(0))
    return max(1, min(cores, memory // WORKER_BYTES))


def local_executor(workers: int) -> Executor:
    """Return an executor of local processes, one thread of torch each."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=torch.set_num_threads, initargs=(1,))


def grade_cohort(tasks: Iterable[Task], settings: Settings, workers: int) -> Iterator[tuple[Task, Graded]]:
    """Grade all tasks and yield each when it is done.

    A trusted process that dies takes nobody with it: what it and its neighbours were grading is tried again, alone.

    Raises:
        SetupError: If the machine cannot grade at all, such as without a sandbox.
    """
    waiting = [(task, 1) for task in tasks]
    while waiting:
        alone = any(attempt > 1 for _, attempt in waiting)
        with local_executor(1 if alone else workers) as executor:
            batch, waiting = ([waiting[0]], waiting[1:]) if alone else (waiting, [])
            futures: dict[Future[Graded], tuple[Task, int]] = {
                executor.submit(_grade, task, settings): (task, attempt) for task, attempt in batch
            }
            for future in as_completed(futures):
                task, attempt = futures[future]
                try:
                    yield task, future.result()
                except BrokenProcessPool:
                    if attempt < ATTEMPTS:
                        waiting.append((task, attempt + 1))
                    else:
                        reason = f"the process that graded it died {ATTEMPTS} times; look at the machine's memory"
                        yield task, Graded(not_gradable(task.participant, task.name, reason))


def _grade(task: Task, settings: Settings) -> Graded:
    """Grade one task; a fault of ours is its own record, never the end of the others."""
    oracle_for(settings.checkpoint)
    try:
        return grade_notebook(task.content, settings, participant=task.participant, name=task.name)
    except SetupError:
        raise
    except AutograderError as error:
        reason = f"{type(error).__name__}: {error}"
    except Exception:
        reason = "a fault of the grader: " + traceback.format_exc(limit=-3)
    return Graded(not_gradable(task.participant, task.name, reason, sandboxed=settings.sandboxed))
