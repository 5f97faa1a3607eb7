"""The kernel that several tests ask: a warm one, then one in a sandbox of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from kernels import LIMITS, MODES

from autograder.sandbox.kernel import Kernel
from autograder.sandbox.mode import Mode
from autograder.settings import Settings


@pytest.fixture(params=MODES, scope="module")
def kernel(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Kernel]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AG_OUTSIDE", "secret")
        with Kernel(LIMITS, settings.hub, Mode(request.param)) as kernel:
            yield kernel
