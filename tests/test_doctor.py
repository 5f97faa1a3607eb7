"""What the doctor says of a tmpfs of limited size, as the sandbox has them."""

from __future__ import annotations

import pytest

from autograder import doctor
from autograder.errors import SetupError


def test_limited_tmpfs_takes_as_much_as_it_should_on_this_machine() -> None:
    assert doctor._tmpfs() == f"full after {doctor._SMALL} bytes"


@pytest.mark.parametrize(
    ("size", "message"), [(0, "only 0 bytes could be written"), (2 * doctor._SMALL, "a newer bubblewrap")]
)
def test_limited_tmpfs_that_takes_nothing_or_too_much_is_found(
    size: int, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_bwrap", lambda *_: str(size))
    with pytest.raises(SetupError, match=message):
        doctor._tmpfs()
