"""A trusted process that dies or never comes to an end, with real workers: it costs its own submission, no other."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import pytest

from autograder.assignment import RELEASE
from autograder.cohort import Task, grade_cohort
from autograder.provenance import program
from autograder.sandbox.limits import Limits
from autograder.scoring import State
from autograder.settings import Settings
from autograder.worker import grade
from autograder.workforce import LocalWorkforce


@dataclass(frozen=True)
class Trap(Mapping[str, bytes]):
    """Files beside a notebook that do something to whoever looks at them on the trusted side."""

    deed: Callable[[int], object]
    argument: int

    def __getitem__(self, name: str) -> bytes:
        raise KeyError(name)

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[str]:
        self.deed(self.argument)
        return iter(())


def test_submission_under_which_its_process_dies_takes_no_other_with_it(settings: Settings) -> None:
    content = RELEASE.read_bytes()
    tasks = [Task(1, "fatal", content, Trap(os._exit, 1)), Task(2, "honest", content)]
    found = {graded.record.participant: graded for _, graded in grade_cohort(tasks, settings, LocalWorkforce(2))}
    states = {number: graded.record.state for number, graded in found.items()}
    assert states == {1: State.NOT_GRADABLE, 2: State.GRADED}
    assert "without a result" in found[1].record.reason


class Panic(BaseException):
    """As libraries in Rust raise it."""


def _panic(_argument: int) -> None:
    raise Panic


def test_panic_is_the_record_of_its_submission(settings: Settings) -> None:
    graded = grade(Task(1, "fatal", RELEASE.read_bytes(), Trap(_panic, 0)), settings, program())
    assert graded.record.state is State.NOT_GRADABLE
    assert "a fault of the grader" in graded.record.reason
    assert "Panic" in graded.record.reason


def test_process_that_never_comes_to_an_end_is_ended_and_says_where_it_was(
    settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = replace(settings, limits=Limits(submission_s=0.5, outside_s=0.5))
    task = Task(1, "endless", RELEASE.read_bytes(), Trap(time.sleep, 600))
    ((_, graded),) = grade_cohort([task], settings, LocalWorkforce(1))
    assert graded.record.state is State.NOT_GRADABLE
    assert "more than 1 s" in graded.record.reason
    assert "worker.py" in capfd.readouterr().err
