"""Several answers to one question: with right neighbours or with the student's own; whichever passes counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from autograder.student import CheckFailed

Attempt = TypeVar("Attempt")
Result = TypeVar("Result")


def first_that_passes(attempts: Iterable[Attempt], judge: Callable[[Attempt], Result]) -> Result:
    """Return the result of the first attempt that `judge` accepts.

    Raises:
        CheckFailed: That of the first attempt, if none is accepted.
    """
    first: CheckFailed | None = None
    for attempt in attempts:
        try:
            return judge(attempt)
        except CheckFailed as failure:
            first = first or failure
    if first is None:
        raise ValueError("there was no attempt to judge")
    raise first


def answer_or_failure(ask: Callable[[], object]) -> object:
    """Return what `ask` returns, or how it failed, for checks that share one call."""
    try:
        return ask()
    except CheckFailed as failure:
        return failure


def answered(answer: object) -> object:
    """Return an answer, or raise how the call failed."""
    if isinstance(answer, CheckFailed):
        raise answer
    return answer
