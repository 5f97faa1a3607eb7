"""A few gradings of one submission beside busy processes give the same verdict; ``make repeat`` does fifty."""

from __future__ import annotations

from dataclasses import replace

import pytest
from repeat import Grading, Verdict, busy, differences, gradings, table

from autograder.scoring import State

USUAL = Verdict(State.GRADED, "", (("c_filter", 1.0, ""), ("d_init_range", 0.0, "Werte von -0.150 bis 0.150")))
OTHER_MESSAGE = replace(USUAL, checks=(USUAL.checks[0], ("d_init_range", 0.0, "Werte von -0.150 bis 0.149")))
OTHER_SCORE = replace(USUAL, checks=(("c_filter", 0.0, "Aufruf: …"), USUAL.checks[1]))
SAME_MARK = replace(USUAL, checks=(("c_filter", 0.0, ""), ("d_init_range", 1.0, "")))
CUT_SHORT = replace(USUAL, state=State.LIMITED, notice="Eine Grenze wurde erreicht.")


def _grading(verdict: Verdict, seed: int = 0) -> Grading:
    return Grading("chance", seed, verdict, (("asked: f()",),), 1.0)


def test_three_kernels_at_once_beside_a_busy_machine_give_one_verdict() -> None:
    with busy(2):
        found = list(gradings(["chance"], {0: 3, 1: 1}, workers=3))
    assert [one.seed for one in found] == [0, 0, 0, 1]
    assert differences(found) == []
    assert len({one.story for one in found[:3]}) == 1  # what the checks measured, to the digits shown
    lost = {check for check, score, message in found[0].verdict.checks if score == 0 and message}
    assert lost == {"d_init_range", "e_filters_order"}
    assert found[0].verdict != found[3].verdict  # messages quote other numbers with another seed


@pytest.mark.parametrize("verdict", [OTHER_MESSAGE, OTHER_SCORE, SAME_MARK, CUT_SHORT], ids=lambda each: each.state)
def test_any_difference_with_one_seed_is_found(verdict: Verdict) -> None:
    lines = differences([*map(_grading, [verdict, USUAL, USUAL])])
    assert lines[0] == f"chance, seed 0: differs ({verdict.mark:g} points, usually 1)"
    assert len(lines) > 1


def test_with_another_seed_scores_must_be_the_same_and_messages_need_not() -> None:
    first = [_grading(USUAL)] * 2
    assert differences([*first, _grading(OTHER_MESSAGE, seed=1)]) == []
    assert differences([*first, _grading(SAME_MARK, seed=1)])[0] == "chance, seed 1: differs (1 points, usually 1)"


def test_table_counts_the_different_outcomes() -> None:
    several = [*map(_grading, [USUAL, OTHER_MESSAGE, SAME_MARK]), _grading(OTHER_SCORE, seed=1)]
    titles, cells = (line.split() for line in table({"chance": several}).splitlines())
    assert dict(zip(titles, cells, strict=True)) == {
        "submission": "chance",
        "gradings": "3+1",
        "points": "1",
        "marks": "2",
        "scores": "3",
        "messages": "3",
        "stories": "1",
        "seconds": "1-1",
    }
