"""The whole story of one notebook, for the talk with a student who objects: what each check asked, got and required.

It gives the hidden checks away, so it is for instructors only: neither records nor pages hold it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Literal

import numpy as np

from autograder.inside.wire import Array
from autograder.untrusted import plain

ARRAYS = 4  # of one question or answer that are summarised one by one; those in the middle together
TEXT = 600  # characters of an answer; as much as there is of a student's exception

_OURS = ("op", "keep", "modules")  # of a request; the rest are inputs and options
_QUESTIONS = {
    "gradient": "gradient of {}",
    "build": "made by the grader: {}",
    "facts": "what kind of object is {}?",
    "journal": "what {} was given since",
    "parameters": "parameters of {}",
}
_OPTIONS = {
    "standins": "right {} in place of theirs",
    "eval_mode": "in evaluation mode",
    "requires_grad": "asking for a gradient",
}
_RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "between": lambda value, bounds: bool(bounds[0] <= value <= bounds[1]),
}
Relation = Literal["==", "<", "<=", ">", ">=", "between"]

_log: ContextVar[Log | None] = ContextVar("_log", default=None)  # of the check that is running


class Log:
    """What the checks of a part ask a notebook, and measure in its answers, each line with the one whose it is.

    Attributes:
        story: Lines by check id, those of the fixtures that it shares with others included.
    """

    def __init__(self) -> None:
        self.story: dict[str, tuple[str, ...]] = {}
        self._owner = ""
        self._told: list[tuple[str, tuple[str, ...]]] = []

    @contextmanager
    def owned_by(self, owner: str) -> Iterator[None]:
        """Say who asks and measures from now on: a check, or a fixture for all checks that use it."""
        before, self._owner = self._owner, owner
        token = _log.set(self)
        try:
            yield
        finally:
            self._owner = before
            _log.reset(token)

    def add(self, called: str, request: Mapping[str, Any], answer: Any, shown: str) -> None:
        """Note a question and its answer.

        Args:
            called: The call, as a student would write it.
            request: All of the question.
            answer: What came back; None for an exception.
            shown: The same in words.
        """
        if request["op"] == "forget":
            return
        question = ", ".join([_QUESTIONS.get(request["op"], "{}").format(called), *_options(request)])
        inputs = {name: value for name, value in request.items() if name not in _OURS}
        lines = [f"asked: {question}", *_numbers(inputs)]
        if request["op"] != "build" or shown != "None":
            got = _entries(answer) if isinstance(answer, dict) else shown
            told = plain(got, limit=TEXT, language="en").split("\n")
            lines += [f"got:   {told[0]}", *(f"       {line}" for line in told[1:]), *_numbers(answer)]
        self.tell(*lines)

    def tell(self, *lines: str) -> None:
        """Note lines of whoever asks and measures now."""
        self._told.append((self._owner, lines))

    def close(self, check: str, owners: Collection[str]) -> None:
        """Keep the story of a check: what it and the fixtures that it uses have told so far."""
        self.story[check] = tuple(line for owner, lines in self._told if owner in owners for line in lines)


def measured(what: str, value: Any, relation: Relation, bound: Any) -> bool:
    """Return whether a measured value is as a check requires, and note both in its story.

    Args:
        what: What was measured, in English.
        value: The value; numbers, or tuples of them for shapes.
        relation: How it must stand to the bound.
        bound: The threshold; for ``between`` the least and the greatest value.
    """
    met = bool(_RELATIONS[relation](value, bound))
    log = _log.get()
    if log is not None:
        required = "{} to {}".format(*map(_short, bound)) if relation == "between" else f"{relation} {_short(bound)}"
        log.tell(f"found: {what} = {_short(value)}, required {required}: {'met' if met else 'NOT met'}")
    return met


def _short(value: Any) -> str:
    return f"{value:.5g}" if isinstance(value, (float, np.floating)) else str(value)


def _options(request: Mapping[str, Any]) -> list[str]:
    """Return in words how a function is called, or what is built."""
    if request["op"] == "build":
        return [f"{name}={value}" for name, value in request.items() if name not in _OURS and _is_short(value)]
    told = {name: request[name] for name in _OPTIONS if request.get(name)}
    return [_OPTIONS[name].format(", ".join(value) if isinstance(value, list) else "") for name, value in told.items()]


def _entries(answer: Mapping[str, Any]) -> str:
    """Return what a dictionary holds; a list in it as its length."""
    told = {name: f"{len(value)} items" if isinstance(value, list) else value for name, value in answer.items()}
    return ", ".join(f"{name}: {value}" for name, value in told.items())


def _numbers(value: Any) -> list[str]:
    """Return one line for each of the first arrays in `value` and for the last; a single number is told already."""
    arrays = [array for array in _arrays(value) if array.size != 1]
    lines = [f"  {array.dtype} {tuple(array.shape)}: {_range(array)}" for array in arrays]
    if len(arrays) <= ARRAYS:
        return lines
    rest = np.concatenate([array.ravel() for array in arrays[ARRAYS - 1 : -1]])
    return [*lines[: ARRAYS - 1], f"  … {len(arrays) - ARRAYS} more, together: {_range(rest)}", lines[-1]]


def _range(array: np.ndarray) -> str:
    if array.size == 0:
        return "empty"
    with np.errstate(all="ignore"):
        numbers = float(array.min()), float(array.mean(dtype=np.float64)), float(array.max())
    return "min {:.5g}, mean {:.5g}, max {:.5g}".format(*numbers)


def _arrays(value: Any) -> list[np.ndarray]:
    """Return all arrays in `value`, in order."""
    if isinstance(value, Array):
        return [value.values]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [array for item in inner for array in _arrays(item)]


def _is_short(value: Any) -> bool:
    return isinstance(value, (str, int, float))
