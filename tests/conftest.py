"""Settings that the tests of grading share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from browser import Browser, started

from autograder.hub import default_settings
from autograder.sandbox.limits import Limits
from autograder.settings import Settings


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> None:
    """Keep two test processes from fighting over two cores."""
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Return settings with the embedded checkpoint."""
    return default_settings()


@pytest.fixture(scope="session")
def short_limits(settings: Settings) -> Settings:
    """Return settings with limits that a test can wait for."""
    return replace(settings, limits=Limits(cell_s=10, call_s=8, submission_s=180))


@pytest.fixture(scope="session")
def trained_like() -> Path | None:
    """Return the trained-like checkpoint, where it lies beside this project; it is too large to embed."""
    path = Path(__file__).resolve().parents[2] / "shared" / "weights" / "resnet50-procedural.pth"
    return path if path.is_file() else None


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a real Chromium; without one the test fails."""
    try:
        with started(tmp_path_factory.mktemp("browser")) as page:
            yield page
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)
