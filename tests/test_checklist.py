"""What the files of the checks say of themselves is what pytest runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.checklist import CHECKS, check_files, checks_of, list_checks
from autograder.errors import CheckCrashed


class _Collected:
    def __init__(self) -> None:
        self.items: list[pytest.Item] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = session.items


def test_checks_listed_are_those_that_pytest_collects_in_that_order() -> None:
    collected = _Collected()
    files = [str(path) for letter in "abcde" for path in check_files(letter)]
    options = ["-qq", "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", str(CHECKS)]
    pytest.main(["--collect-only", *options, *files], plugins=[collected])
    found = [(item.name.removeprefix("test_"), next(item.iter_markers("points")).args[0]) for item in collected.items]
    assert found == [(info.id, info.points) for info in list_checks().values()]


@pytest.mark.parametrize("decorator", ["", "@pytest.mark.points", "@pytest.mark.points()", "@pytest.mark.points(n)"])
def test_check_without_points_is_refused(tmp_path: Path, decorator: str) -> None:
    path = tmp_path / "test_a.py"
    path.write_text(f"{decorator}\ndef test_a_check(): ...\n")
    with pytest.raises(CheckCrashed, match="expected @pytest"):
        list(checks_of(path))
