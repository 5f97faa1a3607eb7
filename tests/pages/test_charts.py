"""Geometry of the charts."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.charts import HEIGHT, WIDTH, curve_panels, number, spikes


@pytest.mark.parametrize(("value", "text"), [
    (0.0, "0"), (0.7, "0.7"), (4.284, "4.28"), (1200.0, "1200"), (0.02141, "0.0214"), (-3.5, "−3.5"),
    (2.4e7, "2.4·10⁷"), (1e-9, "1·10⁻⁹"), (math.nan, "keine endliche Zahl"),
])  # fmt: skip
def test_number_has_three_significant_digits(value: float, text: str) -> None:
    assert number(value) == text


def test_curves_of_like_size_share_a_panel_and_others_do_not() -> None:
    assert [len(panel.lines) for panel in curve_panels([0, 1, 2], [0, 2, 4])] == [2]
    assert [len(panel.lines) for panel in curve_panels([0, 1, 2], [0, 200, 4000])] == [1, 1]


def test_curve_with_a_gap_is_drawn_in_pieces() -> None:
    (panel,) = curve_panels([0.0, 1.0, math.nan, 2.0, 3.0], [])
    assert panel.lines[0].path.count("M") == 2


def test_curve_too_short_is_not_drawn() -> None:
    assert curve_panels([1.0], []) == ()
    assert curve_panels([math.nan] * 30, [math.inf] * 30) == ()


def test_curve_rises_on_the_page() -> None:
    (panel,) = curve_panels([1.0, 2.0, 3.0], [])
    heights = [float(y) for y in re.findall(r" ([\d.]+)", panel.lines[0].path)]
    assert heights[0] > heights[1] > heights[2]


@given(st.lists(st.floats(), max_size=80), st.lists(st.floats(), max_size=80))
def test_curves_of_any_numbers_stay_inside_the_chart(curve: list[float], reference: list[float]) -> None:
    for panel in curve_panels(curve, reference):
        for line in panel.lines:
            for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", line.path):
                assert 0 <= float(x) <= WIDTH
                assert 0 <= float(y) <= HEIGHT
        assert 2 <= len(panel.y_ticks) <= 8
        assert len({tick.label for tick in panel.y_ticks}) == len(panel.y_ticks)


def test_spikes_count_each_score_once_and_exactly() -> None:
    found = spikes([0.0, 0.1 + 0.2, 0.3, 3.0], 3.0)
    assert [(spike.score, spike.count, spike.height) for spike in found] == [
        (0.0, 1, 0.5),
        (0.3, 2, 1.0),
        (3.0, 1, 0.5),
    ]
    assert found[-1].position == 1.0
