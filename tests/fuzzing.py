"""How long parsers are fuzzed: the same examples in each test run; with AUTOGRADER_FUZZ=100 a hundred times more."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

FACTOR = int(os.environ.get("AUTOGRADER_FUZZ", "0"))


def many(examples: int) -> settings:
    """Return the settings of a test that tries so many examples, or a multiple of them on demand."""
    return settings(
        max_examples=examples * max(1, FACTOR),
        deadline=None,
        derandomize=FACTOR == 0,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
