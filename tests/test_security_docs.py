"""The tests that the security page names are there."""

from __future__ import annotations

import re

import pytest

from autograder.assignment import ROOT

NAMED = sorted(
    set(re.findall(r"`(tests/\S+?\.py)::(\w+)`", (ROOT / "docs" / "security.md").read_text(encoding="utf-8")))
)


def test_docs_name_tests() -> None:
    assert len(NAMED) > 15


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_docs_named_test_exists(file: str, test: str) -> None:
    assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8")
