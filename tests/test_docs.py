"""The table of checks in the docs is that of the checks."""

from __future__ import annotations

import math

from autograder.assignment import ROOT
from autograder.checklist import list_checks

POINTS = {"a": 3, "b": 5, "c": 4, "d": 8, "e": 4}


def test_docs_table_of_checks_is_complete() -> None:
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{info.id}` | {info.points:g} | {info.title} |" for info in list_checks().values()]


def test_points_of_each_part_are_exact() -> None:
    infos = list_checks().values()
    sums = {letter: math.fsum(info.points for info in infos if info.id.startswith(letter)) for letter in POINTS}
    assert sums == POINTS
