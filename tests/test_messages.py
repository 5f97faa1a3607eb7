"""What a student reads about a failed check: German, in one form, and without the answer."""

from __future__ import annotations

import re

import pytest
from corpus_loader import Variant, load_variants, spread
from judging import lost_checks, touched

from autograder.grading import Settings

WRONG = [variant for variant in load_variants() if variant.name.startswith(("wrong/c_", "wrong/d_", "wrong/e_"))]
COSTLY = [variant for variant in load_variants() if variant.name.startswith(("wrong/a_", "wrong/b_"))]
FORM = re.compile(r"Aufruf: .+\nErgebnis: .+\nErwartet: .+(\nHinweis: .+)?", re.DOTALL)
LONGEST = 1000  # characters; the text of a student's own exception has up to 600
# Words that our texts never hold; a student's own exception may, so it is cut out before.
ENGLISH = re.compile(r"\b(the|expected|found|array|shape|got|returned|must|should|error|value|list|tuple|object)\b")


@pytest.mark.parametrize("variant", spread(WRONG, 22) + spread(COSTLY, 6), ids=lambda variant: variant.name)
def test_messages_of_a_wrong_solution_help_and_give_nothing_away(variant: Variant, settings: Settings) -> None:
    messages = lost_checks(variant.cells, settings, 0, touched(variant))
    again = lost_checks(variant.cells, settings, 0, touched(variant))
    assert messages == again
    for check, message in messages.items():
        assert FORM.fullmatch(message), (check, message)
        assert len(message) <= LONGEST, (check, message)
        assert "ß" not in message
        ours = re.sub(r"die Ausnahme .*", "", message)
        assert not ENGLISH.search(ours), (check, message)
        expected = message.split("\nErwartet: ")[1].split("\n")[0]
        assert not re.search(r"\d\.\d{3,}", expected.replace("0.125", "")), (check, message)
