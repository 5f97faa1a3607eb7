"""Small changes of the model solution lose points, but for those that are as right."""

from __future__ import annotations

from pathlib import Path

import pytest
from judging import lost_checks
from mutation import Mutant, all_mutants, mutants, read_as_right

from autograder.settings import Settings

REASONS = read_as_right()
QUICK = [mutant for mutant in all_mutants() if mutant.cell[0] in "cde"]  # no mutant of these loads a network
DIFFERENT = [mutant for mutant in QUICK if str(mutant) not in REASONS]
AS_RIGHT = [mutant for mutant in QUICK if str(mutant) in REASONS]


def test_mutants_of_a_line_change_one_thing_each() -> None:
    changes = [mutant.change for mutant in mutants("c", "def f(x):\n    return x[1:].mean() + 2")]
    assert "return x[1:].mean() + 2 → return x[1:].mean() - 2" in changes
    assert "return x[1:].mean() + 2 → return x[:].mean() + 2" in changes
    assert "return x[1:].mean() + 2 → return x[1:] + 2" in changes
    assert "return x[1:].mean() + 2 → return x[1:].mean() + 3" in changes
    assert "return x[1:].mean() + 2 → pass" in changes


def test_mutants_that_are_as_right_are_mutants_of_the_solution() -> None:
    assert set(REASONS) - {str(mutant) for mutant in all_mutants()} == set()


def test_as_right_without_a_reason_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("# why\nc: a → b\n\nc: b → c\n", encoding="utf-8")
    with pytest.raises(ValueError, match="without a reason"):
        read_as_right(path)


@pytest.mark.parametrize(
    "mutant", DIFFERENT[:: len(DIFFERENT) // 14], ids=lambda mutant: f"{mutant.cell}-{mutant.change}"
)
def test_mutant_loses_a_check(mutant: Mutant, settings: Settings) -> None:
    assert lost_checks({mutant.cell: mutant.source}, settings, 0, mutant.cell[0])


@pytest.mark.parametrize("mutant", AS_RIGHT[:: len(AS_RIGHT) // 6], ids=lambda mutant: f"{mutant.cell}-{mutant.change}")
def test_mutant_that_is_as_right_keeps_every_point(mutant: Mutant, settings: Settings) -> None:
    assert lost_checks({mutant.cell: mutant.source}, settings, 0, mutant.cell[0]) == {}
