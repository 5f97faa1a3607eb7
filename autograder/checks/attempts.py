"""Several answers to one question: with right neighbours or with the student's own; whichever passes counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Generic, TypeVar

from autograder.messages import CheckFailed

Attempt = TypeVar("Attempt")
Result = TypeVar("Result")


class Attempts(Generic[Attempt]):
    """Answers that several checks share: each is asked for when a check first gets to it, and once only.

    Args:
        asks: One call per attempt; a `CheckFailed` that it raises is kept, and raised to each check.

    Attributes:
        asking: Context of each call; the runner notes there for whom it is asked.
    """

    def __init__(self, asks: Sequence[Callable[[], Attempt]]) -> None:
        self.asking: Callable[[], AbstractContextManager[None]] = nullcontext
        self._asks = asks
        self._answers: list[Attempt | CheckFailed] = []

    def first_that_passes(self, judge: Callable[[Attempt], Result], told: int = 0) -> Result:
        """Return the result of the first attempt that `judge` accepts.

        Raises:
            CheckFailed: That of attempt number `told`, if none is accepted.
        """
        return first_that_passes(self, lambda answer: judge(answered(answer)), told)

    def __iter__(self) -> Iterator[Attempt | CheckFailed]:
        for position, ask in enumerate(self._asks):
            if position == len(self._answers):
                with self.asking():
                    self._answers.append(answer_or_failure(ask))
            yield self._answers[position]


def first_that_passes(attempts: Iterable[Attempt], judge: Callable[[Attempt], Result], told: int = 0) -> Result:
    """Return the result of the first attempt that `judge` accepts.

    Raises:
        CheckFailed: That of attempt number `told`, if none is accepted.
    """
    failures: list[CheckFailed] = []
    for attempt in attempts:
        try:
            return judge(attempt)
        except CheckFailed as failure:
            failures.append(failure)
    if not failures:
        raise ValueError("there was no attempt to judge")
    raise failures[told]


def answer_or_failure(ask: Callable[[], Attempt]) -> Attempt | CheckFailed:
    """Return what `ask` returns, or how it failed, for checks that share one call."""
    try:
        return ask()
    except CheckFailed as failure:
        return failure


def answered(answer: Attempt | CheckFailed) -> Attempt:
    """Return an answer, or raise how the call failed."""
    if isinstance(answer, CheckFailed):
        raise answer
    return answer
