"""Grade many notebooks at once; whatever one does, every other is graded as if it were alone."""

from __future__ import annotations

import itertools
import socket
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace

import torch

from autograder.errors import AutograderError, SetupError
from autograder.grading import Graded, Known, Settings, grade_notebook, not_gradable, oracle_for
from autograder.hub import hub_for
from autograder.provenance import program
from autograder.workforce import Workforce
from reference.weights import choose_checkpoint

ATTEMPTS = 2  # of a submission whose trusted process died under it


@dataclass(frozen=True)
class Task:
    """One notebook to grade, with the files beside it, and the parts that are judged already."""

    participant: int | None
    name: str
    content: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)
    known: Known = field(default_factory=Known)


def grade_cohort(tasks: Iterable[Task], settings: Settings, workforce: Workforce) -> Iterator[tuple[Task, Graded]]:
    """Grade all tasks and yield each when it is done; no more are in flight than keep all workers busy.

    A trusted process that dies takes nobody with it: what it and its neighbours were grading is tried again, alone.

    Raises:
        SetupError: If a machine cannot grade at all, such as without a sandbox.
    """
    waiting = iter(tasks)
    again: deque[Task] = deque()
    while True:
        alone = bool(again)
        queue = iter([again.popleft()]) if alone else waiting
        broken = False
        for task, graded in _pass(queue, settings, workforce, alone=alone):
            if graded is not None:
                yield task, graded
            elif alone:
                reason = f"the process that graded it died {ATTEMPTS} times; look at the machine's memory"
                yield task, Graded(not_gradable(task.participant, task.name, reason, sandboxed=settings.sandboxed))
            else:
                broken = True
                again.append(task)
        if not (alone or broken):
            return


def _pass(
    queue: Iterator[Task], settings: Settings, workforce: Workforce, *, alone: bool
) -> Iterator[tuple[Task, Graded | None]]:
    """Grade with one executor until the queue is empty or a worker has died; None for what was lost with it."""
    with workforce.executor(alone=alone) as executor:
        flying: dict[Future[Graded], Task] = {}
        broken = False
        while flying or not broken:
            room = 0 if broken else max(0, 2 * workforce.slots() - len(flying))
            for task in itertools.islice(queue, room):
                try:
                    flying[executor.submit(_grade, task, settings, program())] = task
                except workforce.lost:
                    broken = True
                    yield task, None
            if not flying:
                return
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                task = flying.pop(future)
                try:
                    yield task, future.result()
                except workforce.lost:
                    broken = True
                    yield task, None


def _grade(task: Task, settings: Settings, program_sent: str) -> Graded:
    """Grade one task; a fault of ours is its own record, never the end of the others."""
    torch.set_num_threads(1)
    settings = _here(settings, program_sent)
    oracle_for(settings.checkpoint)
    try:
        return grade_notebook(
            task.content,
            settings,
            participant=task.participant,
            name=task.name,
            files=task.files,
            known=task.known,
        )
    except SetupError:
        raise
    except AutograderError as error:
        reason = f"{type(error).__name__}: {error}"
    except Exception:
        reason = "a fault of the grader: " + traceback.format_exc(limit=-3)
    return Graded(not_gradable(task.participant, task.name, reason, sandboxed=settings.sandboxed))


def _here(settings: Settings, program_sent: str) -> Settings:
    """Return the settings for this machine, which may be a cluster's.

    Raises:
        SetupError: If another version of this program is installed here, or the weights are not to be found.
    """
    host = socket.gethostname()
    if program() != program_sent:
        raise SetupError(f"{host} has another version of this program or of its packages; install the same on all")
    if settings.hub.is_dir():
        return settings
    named = settings.checkpoint.v2 if settings.checkpoint.source == "named" else None
    checkpoint = choose_checkpoint(named)
    if checkpoint.description != settings.checkpoint.description:
        raise SetupError(
            f"{host} has other weights: expected {settings.checkpoint.description} found {checkpoint.description} "
            "Put the checkpoint where all machines see it, and name it with --checkpoint"
        )
    return replace(settings, checkpoint=checkpoint, hub=hub_for(checkpoint))
