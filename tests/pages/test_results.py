"""results.json, there and back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import CLASS, FULL

from autograder.errors import UsageError
from autograder.results import Results, SimilarPair, read_results, results_json
from autograder.scoring import CheckResult, PartResult, Record, State

RUN = Results("ANN_U08", seed=2**63, checkpoint="demo", records=CLASS)
PAIR = SimilarPair(101, "b.ipynb", ("c_compute_loss",), 0.9)


def test_results_hold_what_other_programs_rely_on() -> None:
    data = json.loads(results_json(RUN))
    assert (data["assignment"], data["seed"], data["checkpoint"]) == ("ANN_U08", 2**63, "demo")
    first = data["submissions"][1]
    assert {"participant", "name", "state", "reason", "score", "points", "parts", "seconds"} <= set(first)
    assert (first["score"], first["points"], first["state"]) == (20.25, 24.0, "graded")
    assert first["parts"]["c"]["score"] == 3.25
    assert set(first["parts"]["c"]["checks"][0]) == {"id", "score", "points", "message"}


def test_results_are_readable_text() -> None:
    assert "Zoë Müller-O'Connor (2)".encode() in results_json(RUN)


def test_results_come_back_as_they_went() -> None:
    results = read_results(results_json(replace(RUN, seconds=12.5, similar=(PAIR,), notes=("a note",))))
    assert results.records == CLASS
    assert (results.assignment, results.seed, results.checkpoint) == ("ANN_U08", 2**63, "demo")
    assert (results.seconds, results.similar, results.notes) == (12.5, (PAIR,), ("a note",))


any_text = st.text(st.characters(exclude_categories=[]))  # halves of surrogate pairs too
scores = st.floats(0, 8)


@settings(max_examples=50)
@given(
    st.builds(
        Record,
        participant=st.none() | st.integers(0, 10**9),
        name=any_text,
        state=st.sampled_from(State),
        reason=any_text,
        notice=any_text,
        parts=st.dictionaries(
            st.sampled_from("abcde"),
            st.builds(
                PartResult, st.lists(st.builds(CheckResult, any_text, scores, scores, any_text), max_size=3).map(tuple)
            ),
        ),
        seconds=st.integers(0, 10**6).map(lambda ms: round(ms / 1000, 3)),
        notes=st.lists(any_text, max_size=2).map(tuple),
        sandboxed=st.booleans(),
    )
)
def test_any_record_comes_back_as_it_went(record: Record) -> None:
    assert read_results(results_json(replace(RUN, records=(record,)))).records == (record,)


def broken(change: str, value: Any) -> bytes:
    """Return results.json with one entry, named by its path, replaced."""
    data = json.loads(results_json(replace(RUN, records=(FULL,), similar=(PAIR,))))
    *path, last = change.split(".")
    place = data
    for step in path:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    return json.dumps(data).encode()


@pytest.mark.parametrize(("content", "says"), [
    (b"", "expected JSON"),
    (b"\xff\xfe", "expected JSON"),
    (b"[" * 100_000, "expected JSON"),
    (b"[]", "'object'"),
    (b"{}", "'assignment' is a required property"),
    (broken("submissions", 3), r"\$\.submissions: 3 is not of type 'array'"),
    (broken("submissions.0.name", 3), r"\$\.submissions\[0\]\.name: 3 is not of type 'string'"),
    (broken("submissions.0.state", "fine"), r"\$\.submissions\[0\]\.state"),
    (broken("submissions.0.parts", []), r"\$\.submissions\[0\]\.parts"),
    (broken("submissions.0.parts.a.checks.0.score", "1"), r"checks\[0\]\.score"),
    (broken("submissions.0.parts.a.checks.0.score", True), r"checks\[0\]\.score"),
    (broken("submissions.0.parts.a.checks.0.score", float("nan")), "NaN is no JSON"),
    (broken("submissions.0.parts.a.checks.0.extra", 1), r"checks\[0\]"),
    (broken("submissions.0.participant", "101"), r"\.participant"),
    (broken("similar.0.ratio", 2), r"\$\.similar\[0\]\.ratio"),
    (broken("notes", "x" * 10_000), r"\$\.notes"),
])  # fmt: skip
def test_results_that_are_malformed_are_refused_with_the_place(content: bytes, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        read_results(content)
    assert "results.json" in str(caught.value)
    assert "grade again" in str(caught.value)
    assert len(str(caught.value)) < 500


def test_results_with_a_number_that_is_none_are_not_written() -> None:
    record = Record(1, "x", State.GRADED, parts={"a": PartResult((CheckResult("a", float("nan"), 1.0),))})
    with pytest.raises(ValueError, match="not JSON compliant"):
        results_json(replace(RUN, records=(record,)))
