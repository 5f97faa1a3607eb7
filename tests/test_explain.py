"""The whole story of a notebook: what each check asked, got and requires; for the instructor, and for nobody else."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from judging import judge
from made_up import TITLES

from autograder import checklist
from autograder.feedback import feedback_comment, feedback_page
from autograder.inside.wire import Array
from autograder.messages import show
from autograder.rules import rules
from autograder.scoring import PartResult, Record, State
from autograder.settings import Settings
from autograder.story import Log, Relation, measured

# Passes (c) but for the border; the picture of `deprocess_image` comes in an exception's place.
CELLS = {
    "c_compute_loss": (
        "def compute_loss(input_image, filter_index, model):\n    return model(input_image)[:, filter_index].mean()\n"
    ),
    "d_deprocess_image": "def deprocess_image(img):\n    raise ValueError('\\x1b[31mzu gross\\u202e')\n",
}

FINDING = re.compile(r"found: .+ = .+, required (==|<=?|>=?) .+: met|found: .+ = .+, required .+ to .+: met")

Story = dict[str, tuple[str, ...]]


def _judged(settings: Settings, seed: int, parts: str) -> tuple[dict[str, PartResult], Story]:
    judged = list(judge(CELLS, settings, seed, parts))
    story = {check: lines for _, student in judged for check, lines in student.log.story.items()}
    return dict(zip(parts, (part for part, _ in judged), strict=True)), story


@pytest.fixture(scope="module")
def told(settings: Settings) -> tuple[dict[str, PartResult], Story]:
    return _judged(settings, 0, "cde")


def _scores(parts: dict[str, PartResult]) -> dict[str, float]:
    return {check.id: check.score for part in parts.values() for check in part.checks}


def test_story_of_a_passed_check_has_each_call_with_its_answer(told: tuple[dict[str, PartResult], Story]) -> None:
    parts, story = told
    assert _scores(parts)["c_filter"] == 1.0
    lines = story["c_filter"]
    calls = [lines[index : index + 3] for index, line in enumerate(lines) if line.startswith("asked: compute_loss(")]
    assert len(calls) == 6  # every filter
    for asked, picture, got in calls:
        assert asked.startswith("asked: compute_loss(Tensor (1, 3, ")
        assert picture.startswith("  float32 (1, 3, ")
        assert picture.count("0.99") == 2  # min and max of uniform values in [-1, 1]
        assert got.removeprefix("got:   ").split()[0] in {"-3", "-1.5", "1", "2", "4", "6"}


def test_story_of_a_failed_check_ends_with_what_failed_it(told: tuple[dict[str, PartResult], Story]) -> None:
    parts, story = told
    assert _scores(parts)["c_border"] == 0.0
    asked = [line for line in story["c_border"] if line.startswith("asked: compute_loss(")]
    assert len(asked) == 2  # as it was, and with the first line changed
    before, after = (float(line.split()[1]) for line in story["c_border"] if line.startswith("got:"))
    assert after - before > 1
    line = story["c_border"][-1]
    assert line.startswith("found: change by «Pixelreihe 1 von oben» = ")
    assert line.endswith(", required <= 0.01: NOT met")
    assert f"= {after - before:.3g}"[:4] in line


def test_story_of_an_exception_has_its_text_without_what_acts_on_a_terminal(
    told: tuple[dict[str, PartResult], Story],
) -> None:
    parts, story = told
    assert _scores(parts)["d_deprocess_format"] == 0.0
    got = next(line for line in story["d_deprocess_format"] if line.startswith("got:"))
    assert "die Ausnahme ValueError: zu gross" in got
    assert got.isprintable()


def test_checks_that_share_an_answer_tell_it_each(told: tuple[dict[str, PartResult], Story]) -> None:
    _, story = told
    for first, second, call in [
        ("d_init_shape", "d_init_range", "asked: initialize_image(120, 150)"),
        ("d_visualize_format", "d_visualize_steps", "asked: visualize_filter("),
        ("e_stitch_shape", "e_stitch_margin", "asked: stitch_filters("),
    ]:
        assert _without_findings(story[first]) == _without_findings(story[second])
        assert any(line.startswith(call) for line in story[first])
    assert not any("visualize_filter" in line for line in story["d_init_shape"])


def _without_findings(lines: tuple[str, ...]) -> list[str]:
    return [line for line in lines if not line.startswith("found: ")]


def test_every_check_of_a_solution_tells_what_was_measured_and_required(settings: Settings) -> None:
    judged = judge({}, settings, 0, checklist.PARTS)
    story = {check: lines for _, student in judged for check, lines in student.log.story.items()}
    found = {check: [line for line in lines if line.startswith("found: ")] for check, lines in story.items()}
    assert found.keys() == checklist.list_checks().keys()
    assert [check for check, lines in found.items() if not lines] == []
    assert [line for lines in found.values() for line in lines if not FINDING.fullmatch(line)] == []
    error = next(line for line in found["b_values"] if "relative error at layer2" in line)
    assert float(error.split(" = ")[1].split(",")[0]) < 1e-4


def test_every_check_has_a_story_and_a_rule(told: tuple[dict[str, PartResult], Story]) -> None:
    _, story = told
    assert rules().keys() == checklist.list_checks().keys()
    assert story.keys() == {check for check in rules() if check[0] in "cde"}
    assert all("asked: " in lines[0] and any(line.startswith("got: ") for line in lines) for lines in story.values())


def test_rule_has_the_check_its_thresholds_and_their_reasons() -> None:
    rule = rules()["d_visualize_rise"]
    assert "def test_d_visualize_rise(" in rule
    assert "RISE = 1.5" in rule
    assert "# On these patterns the reference's activation grows 20- to 40-fold" in rule
    assert "REFERENCE_RISE, SHARE = 2.0, 0.3" in rule  # used by way of a fixture
    assert "def require_result(" in rule
    assert "@pytest.fixture" not in rule
    assert "def test_d_visualize_steps(" not in rule
    assert "# The model is linear" in rules()["c_gradient"]
    assert "UPHILL" not in rules()["d_step_rate"]


def test_rule_has_what_stands_in_another_file() -> None:
    rule = rules()["d_deprocess_format"]
    assert rule.index("def test_d_deprocess_format(") < rule.index("def is_picture(")
    assert "UNEVEN = 8  # pixels" in rule
    assert "class Attempts" not in rule


def test_same_seed_tells_the_same_story_and_another_seed_another(
    settings: Settings, told: tuple[dict[str, PartResult], Story]
) -> None:
    parts = {"c": told[0]["c"], "e": told[0]["e"]}
    story = {check: lines for check, lines in told[1].items() if check[0] in parts}
    assert _judged(settings, 0, "ce") == (parts, story)
    other = _judged(settings, 1, "ce")[1]
    assert all(other[check] != lines for check, lines in story.items())


def test_story_stays_out_of_records_and_pages(told: tuple[dict[str, PartResult], Story]) -> None:
    record = Record(7, "Zoë", State.GRADED, parts=told[0])
    page = feedback_page(record, assignment="ANN_U08", titles=TITLES).decode()
    for text in (str(record.to_json()), page, feedback_comment(record, TITLES)):
        assert "asked: " not in text
        assert "found: " not in text
        assert "required" not in text
        assert "float32 (1, 3," not in text
        assert "SAME_SIZE" not in text


def test_log_tells_the_first_arrays_and_the_last_one_by_one() -> None:
    log = Log()
    pictures = [Array(np.full(3, value, dtype=np.float32)) for value in range(9)]
    with log.owned_by("check"):
        answer = {"pictures": pictures, "gradients": [0, 1], "empty": Array(np.zeros(0))}
        log.add("Modell", {"op": "journal", "target": "k"}, answer, "ein Dictionary")
    log.close("x_check", {"check"})
    assert log.story["x_check"][:4] == (
        "asked: what Modell was given since",
        "got:   pictures: 9 items, gradients: 2 items, empty: Tensor (0,) float64",
        "  float32 (3,): min 0, mean 0, max 0",
        "  float32 (3,): min 1, mean 1, max 1",
    )
    assert log.story["x_check"][-2:] == ("  … 6 more, together: min 3, mean 5.5, max 8", "  float64 (0,): empty")


@pytest.mark.parametrize(
    "value",
    [
        *(Array(np.array(value)) for value in (True, 300, 0.5, math.nan)),
        Array(np.array([math.inf, -math.inf, math.nan], dtype=np.float16)),
        Array(np.array([True, False])),
        *(2**63, math.nan, "\ud800\x1b[0m", None, (), [[[None]]], {"a": {"b": None}}),
    ],
    ids=str,
)
def test_log_takes_whatever_a_kernel_answers(value: object) -> None:
    log = Log()
    log.add("f()", {"op": "call"}, value, show(value))
    log.close("x_check", {""})
    assert all(line.isprintable() for line in log.story["x_check"])


@pytest.mark.parametrize(
    ("value", "relation", "bound", "line"),
    [
        (3.14159265e-7, "<", 1e-3, "found: error = 3.1416e-07, required < 0.001: met"),
        (np.float32(0.25), "<=", 0.125, "found: error = 0.25, required <= 0.125: NOT met"),
        (math.nan, "<", 1.0, "found: error = nan, required < 1: NOT met"),
        ((2, 3), "==", (2, 3), "found: error = (2, 3), required == (2, 3): met"),
        (1.4, "between", (0.7, 1.4), "found: error = 1.4, required 0.7 to 1.4: met"),
        (0, "between", (8, 40), "found: error = 0, required 8 to 40: NOT met"),
    ],
)
def test_measured_compares_and_tells_both(value: object, relation: Relation, bound: object, line: str) -> None:
    log = Log()
    with log.owned_by("check"):
        met = measured("error", value, relation, bound)
    log.close("x_check", {"check"})
    assert (met, log.story["x_check"]) == (not line.endswith("NOT met"), (line,))


def test_measured_outside_of_any_check_compares_only() -> None:
    log = Log()
    with log.owned_by("check"):
        pass
    assert measured("error", 1, ">", 0)
    log.close("x_check", {"check", ""})
    assert log.story["x_check"] == ()
