"""The whole story of one notebook, for the talk with a student who objects: what each check asked, got and requires.

It gives the hidden checks away, so it is for instructors only: neither records nor pages hold it.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from autograder.inside.wire import Array
from autograder.untrusted import plain

CHECKS = Path(__file__).parent / "checks"
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


class Log:
    """What the checks of a part ask a notebook, each question with the one who asked.

    Attributes:
        story: Lines by check id: questions and answers, those of the fixtures that it shares with others included.
    """

    def __init__(self) -> None:
        self.story: dict[str, tuple[str, ...]] = {}
        self._owner = ""
        self._asked: list[tuple[str, tuple[str, ...]]] = []

    @contextmanager
    def owned_by(self, owner: str) -> Iterator[None]:
        """Say who asks from now on: a check, or a fixture for all checks that use it."""
        before, self._owner = self._owner, owner
        try:
            yield
        finally:
            self._owner = before

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
        self._asked.append((self._owner, tuple(lines)))

    def close(self, check: str, owners: Collection[str]) -> None:
        """Keep the story of a check: what it and the fixtures that it uses have asked so far."""
        self.story[check] = tuple(line for owner, lines in self._asked if owner in owners for line in lines)


def rules() -> dict[str, str]:
    """Return what each check requires, by its id: its source, and the thresholds with the comments that derive them."""
    return {name: rule for path in sorted(CHECKS.glob("test_*.py")) for name, rule in _rules(path).items()}


def _rules(path: Path) -> dict[str, str]:
    source = path.read_text(encoding="utf-8")
    lines, body = source.splitlines(), ast.parse(source).body
    named = {name: statement for statement in body for name in _defined(statement)}
    found = {}
    for check in (name for name in named if name.startswith("test_")):
        used: dict[str, ast.stmt] = {}
        ahead = [check]
        while ahead:
            name = ahead.pop()
            if name in named and name not in used:
                used[name] = named[name]
                ahead += [node.id for node in ast.walk(named[name]) if isinstance(node, ast.Name)]
        blocks = {_block(statement, lines) for statement in used.values() if _is_rule(statement)}
        found[check.removeprefix("test_")] = "\n\n".join("\n".join(lines[start:end]) for start, end in sorted(blocks))
    return found


def _defined(statement: ast.stmt) -> list[str]:
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return [statement.name]
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]


def _is_rule(statement: ast.stmt) -> bool:
    """Tell whether a statement says what is required: constants and functions, but not fixtures, which make inputs."""
    if isinstance(statement, ast.FunctionDef):
        return not any("fixture" in ast.unparse(decorator) for decorator in statement.decorator_list)
    return isinstance(statement, ast.Assign)


def _block(statement: ast.stmt, lines: list[str]) -> tuple[int, int]:
    """Return the lines of a statement, with the comments and constants that stand with it without a blank line."""
    start, end = statement.lineno - 1, statement.end_lineno or statement.lineno
    while start and lines[start - 1].strip():
        start -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return start, end


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
