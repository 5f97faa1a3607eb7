"""Grade many notebooks at once; whatever one does, every other is graded as if it were alone."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field

from autograder.graded import Graded, Known, not_gradable
from autograder.provenance import program
from autograder.settings import Settings
from autograder.workforce import Workforce

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
                reason = (
                    f"the process that graded it ended {ATTEMPTS} times without a result: the machine's memory was "
                    f"full, or it took more than {settings.limits.grading_s:g} s (standard error tells where)"
                )
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
    from autograder.worker import grade  # it brings torch, which a class that is graded already does not need

    with workforce.executor(alone=alone) as executor:
        flying: dict[Future[Graded], Task] = {}
        broken = False
        while flying or not broken:
            room = 0 if broken else max(0, 2 * workforce.slots() - len(flying))
            for task in itertools.islice(queue, room):
                try:
                    flying[executor.submit(grade, task, settings, program())] = task
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
