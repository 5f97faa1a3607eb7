"""Whatever a kernel answers, a check ends in points and a message, never in an error of the grader's."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from judging import as_in_kernel, run_cells

from autograder import runner
from autograder.grading import oracle_for
from autograder.inside import wire
from autograder.local import LocalChannel
from autograder.settings import Settings
from autograder.student import Student

BOUNDS = wire.Bounds()
SHAPES = (
    (),
    (0,),
    (1,),
    (3,),
    (2, 2048),
    (1, 3, 0, 5),
    (1, 3, 8, 8),
    (1, 3, 40, 52),
    (3, 72, 100),
    (72, 100, 3),
    (9, 3),
)
DTYPES = ("bool", "uint8", "int8", "int64", "float16", "float32", "float64")


class LyingChannel(LocalChannel):
    """Answers as the student's code does, but lies now and then.

    Args:
        namespace: The student's global names.
        seed: Decides when and how it lies.
    """

    def __init__(self, namespace: dict[str, Any], seed: int) -> None:
        super().__init__(namespace)
        self._random = random.Random(seed)

    def ask(self, request: str) -> str:
        """Return a true or made-up answer."""
        answer = wire.loads(super().ask(request), BOUNDS)
        if self._random.random() < 0.5:
            return wire.dumps(answer, BOUNDS)
        if self._random.random() < 0.1:
            return self._random.choice(
                ["", "null", "[1", '{"dict": 3}', '{"dict": {"value": {"list": [{"text": 5}]}}}']
            )
        key = self._random.choice(["value", "value", "value", "value", "error", "neither"])
        return wire.dumps({key: self._bent(answer.get("value"))}, BOUNDS)

    def _bent(self, value: Any) -> Any:
        """Return a value near the true one, or another one altogether."""
        if isinstance(value, Mapping) and value and self._random.random() < 0.8:
            name = self._random.choice(list(value))
            return {**value, name: self._bent(value[name])}
        if isinstance(value, (list, tuple)) and value and self._random.random() < 0.8:
            items = list(value)
            place = self._random.randrange(len(items))
            items[place] = self._bent(items[place])
            return type(value)(items[: self._random.randrange(1, len(items) + 1)])
        if isinstance(value, wire.Array) and self._random.random() < 0.8:
            return self._bent_array(value.values)
        made_up = [None, True, -1, 10**30, 1e308, float("nan"), float("-inf"), "Text", (), [], {}, [[[]]], {"a": None}]
        return self._random.choice([*made_up, wire.Opaque("Ding"), self._made_up_array()])

    def _bent_array(self, values: np.ndarray) -> wire.Array:
        ways = (
            lambda: values.astype(self._random.choice(DTYPES)),
            lambda: np.atleast_1d(values)[..., :1],
            lambda: values[None],
            lambda: values.T,
            lambda: values * (np.nan if values.dtype.kind == "f" else 0),
            lambda: values * 0,
            lambda: values.ravel(),
            lambda: values[:0] if values.ndim else values,
        )
        with np.errstate(all="ignore"):
            return wire.Array(np.ascontiguousarray(self._random.choice(ways)()), tensor=self._random.random() < 0.7)

    def _made_up_array(self) -> wire.Array:
        values = np.full(self._random.choice(SHAPES), self._random.choice([0, 1, 255, 1e38]))
        with np.errstate(all="ignore"):
            return wire.Array(values.astype(self._random.choice(DTYPES)), tensor=self._random.random() < 0.7)


@pytest.mark.parametrize(("part", "count"), [("a", 5), ("b", 3), ("c", 30), ("d", 20), ("e", 8)])
def test_checks_of_a_lying_kernel_end_in_points(part: str, count: int, settings: Settings) -> None:
    with as_in_kernel(settings):
        namespace = run_cells({})
    for seed in range(count):
        student = Student(LyingChannel(namespace, seed), seed=seed)
        with as_in_kernel(settings):
            result = runner.run_part(part, student, oracle_for(settings.checkpoint), seed)
        assert all(
            check.score in (0.0, check.points) and bool(check.message) == (not check.score) for check in result.checks
        )
        assert result.points == {"a": 3, "b": 5, "c": 4, "d": 8, "e": 4}[part]
