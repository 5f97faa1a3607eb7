"""Whatever a kernel answers, the trusted side gets plain data, or an error that is the student's."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import numpy as np
from fuzzing import many
from hypothesis import assume, example, given
from hypothesis import strategies as st

from autograder.errors import AnswerError
from autograder.inside import wire
from autograder.messages import CheckFailed, show
from autograder.scoring import CheckResult
from autograder.student import Handle, Student

BOUNDS = wire.Bounds(message_bytes=20_000, depth=6, items=50, text_chars=200)
TAGS = [
    "text",
    "opaque",
    "ref",
    "number",
    "list",
    "tuple",
    "dict",
    "array",
    "dtype",
    "shape",
    "tensor",
    "value",
    "error",
]
NUMBERS = ["nan", "inf", "-1e999", "1" * 400, "0x10", "1_000", "", "٣", "1e", "9" * 5000]
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from([*TAGS, *NUMBERS]) | st.text(max_size=9)
)
LOOSE = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(TAGS), inner), max_leaves=25
)
ARRAY = st.fixed_dictionaries(
    {
        "array": st.binary(max_size=48).map(lambda raw: base64.b64encode(raw).decode()) | LEAVES,
        "dtype": st.sampled_from([*wire.DTYPES, "object", "U9", "complex64", "bfloat16"]) | LEAVES,
        "shape": st.lists(st.integers(-2, 6) | LEAVES, max_size=9) | LEAVES,
    },
    optional={"tensor": LEAVES},
)
VALUE = st.recursive(
    ARRAY | st.builds(lambda tag, leaf: {tag: leaf}, st.sampled_from(TAGS), LEAVES) | LEAVES,
    lambda inner: st.builds(
        lambda tag, items: {tag: items},
        st.sampled_from(["list", "tuple", "dict"]),
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6) | st.sampled_from(TAGS), inner, max_size=4),
    ),
    max_leaves=12,
)
KINDS = (type(None), bool, int, float, str, list, tuple, dict, wire.Array, wire.Opaque, wire.Ref)


def _is_plain(value: Any) -> bool:
    inner = value if isinstance(value, (list, tuple)) else list(value.values()) if isinstance(value, dict) else []
    return type(value) in KINDS and all(map(_is_plain, inner)) and len(show(value)) < 5000


@many(300)
@given(VALUE | LOOSE)
@example({"number": "9" * 5000})
@example({"array": "", "dtype": "float32", "shape": [0, 2**39, 2**39], "tensor": True})
def test_any_json_from_the_kernel_is_plain_data_or_refused(data: Any) -> None:
    try:
        value = wire.loads(json.dumps(data), BOUNDS)
    except wire.WireError:
        return
    assert _is_plain(value)


@many(150)
@given(st.text(max_size=100) | st.text(st.sampled_from('{}[]",:0129tex\\ud8NaIn-'), max_size=60))
@example("[" * 15_000)
@example('{"list": ' * 1500)
@example("9" * 10_000)
def test_any_text_from_the_kernel_is_plain_data_or_refused(text: str) -> None:
    try:
        value = wire.loads(text, BOUNDS)
    except wire.WireError:
        return
    assert _is_plain(value)


class Replies:
    """A kernel that always answers the same."""

    def __init__(self, text: str) -> None:
        self.text = text

    def ask(self, request: str) -> str:  # noqa: ARG002 - whatever is asked
        """Return the answer."""
        return self.text


QUESTIONS: list[Callable[[Student], object]] = [
    lambda student: student.call("f", np.zeros((1, 3)), 2.0, Handle("k", "x"), kwargs={"n": [1, 2]}),
    lambda student: student.call("f", keep="x"),
    lambda student: student.call(Handle("k", "x"), attribute="fc", listed=3, eval_mode=True),
    lambda student: student.gradient("f", np.zeros((1, 3)), weight=np.ones(2)),
    lambda student: student.build("layer", "x", layer="layer1", weight=np.ones(2)),
    lambda student: student.facts(Handle("k", "x")),
    lambda student: student.journal(Handle("k", "x")),
    lambda student: student.parameters(Handle("k", "x")),
    lambda student: student.forget(),
]


@many(300)
@given(
    question=st.sampled_from(QUESTIONS),
    answer=st.builds(lambda key, value: {"dict": {key: value}}, st.sampled_from(["value", "error"]), VALUE) | LOOSE,
)
@example(question=QUESTIONS[0], answer={"dict": {"error": {"dict": {"type": {"text": "\ud800"}}}}})
def test_any_answer_to_a_check_is_a_value_or_the_students_failure(question: Any, answer: Any) -> None:
    student = Student(Replies(json.dumps(answer)), BOUNDS)
    try:
        question(student)
    except (CheckFailed, AnswerError) as failure:
        message = str(failure)
        assert len(message) < 5000
        json.dumps(CheckResult("x", 0.0, 1.0, message).message, ensure_ascii=False).encode("utf-8")


@many(100)
@given(LOOSE)
def test_what_came_back_once_crosses_unchanged(value: Any) -> None:
    try:
        back = wire.loads(wire.dumps(value, BOUNDS), BOUNDS)
    except wire.WireError:
        assume(False)
    again = wire.dumps(back, BOUNDS)
    assert _is_plain(back)
    assert wire.dumps(wire.loads(again, BOUNDS), BOUNDS) == again
