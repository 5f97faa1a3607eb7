"""What a student reads about a failed check: German, in one form, and without the answer."""

from __future__ import annotations

import re

import pytest
from corpus_loader import Variant, load_variants, spread
from judging import lost_checks

from autograder import checklist
from autograder.made_up import solution_cells
from autograder.settings import Settings

ROUNDS = 5
FORM = re.compile(r"Aufruf: .+\nErgebnis: .+\nErwartet: .+(\nHinweis: .+)?", re.DOTALL)
LONGEST = 1000  # characters; the text of a student's own exception has up to 600
# Words that our texts never hold; a student's own exception may, so it is cut out before.
ENGLISH = re.compile(r"\b(the|expected|found|array|shape|got|returned|must|should|error|value|list|tuple|object)\b")


def _rounds() -> list[list[Variant]]:
    """Return sets of wrong variants, one for each cell; they are judged together, since right neighbours stand in."""
    single = [variant for variant in load_variants() if not variant.is_right and len(variant.cells) == 1]
    columns = [_varied([variant for variant in single if cell in variant.cells]) for cell in solution_cells()]
    return [list(row) for row in zip(*columns, strict=True)]


def _varied(variants: list[Variant]) -> list[Variant]:
    """Return as many as there are rounds: for each check that can be lost one that loses it, then others."""
    chosen: list[Variant] = []
    for check in sorted({check for variant in variants for check in variant.loses}):
        if not any(check in variant.loses for variant in chosen):
            chosen.append(next(variant for variant in variants if check in variant.loses))
    return chosen + spread([variant for variant in variants if variant not in chosen], ROUNDS - len(chosen))


def _messages(variants: list[Variant], settings: Settings) -> dict[str, str]:
    return lost_checks({cell: source for variant in variants for cell, source in variant.cells.items()}, settings)


@pytest.mark.parametrize("variants", _rounds(), ids=lambda variants: variants[-1].name)
def test_messages_of_wrong_solutions_help_and_give_nothing_away(variants: list[Variant], settings: Settings) -> None:
    messages = _messages(variants, settings)
    assert messages.keys() >= {check for variant in variants for check in variant.loses}
    for check, message in messages.items():
        assert FORM.fullmatch(message), (check, message)
        assert len(message) <= LONGEST, (check, message)
        assert "ß" not in message
        ours = re.sub(r"die Ausnahme .*|Ergebnis: ein \w+\n", "", message)  # nor the name of a type
        assert not ENGLISH.search(ours), (check, message)
        expected = message.split("\nErwartet: ")[1].split("\n")[0]
        assert not re.search(r"\d\.\d{3,}", expected.replace("0.125", "")), (check, message)


def test_messages_of_every_check_are_among_them() -> None:
    assert {check for variants in _rounds() for variant in variants for check in variant.loses} == set(
        checklist.list_checks()
    )


def test_messages_are_the_same_each_time(settings: Settings) -> None:
    variants = _rounds()[ROUNDS // 2]
    assert _messages(variants, settings) == _messages(variants, settings)
