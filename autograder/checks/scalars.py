"""The one number in an answer, whatever holds it."""

from __future__ import annotations

import numpy as np

from autograder.inside.wire import Array


def single_number(answer: object) -> float | None:
    """Return the one finite number of a number, a tensor or an array; None where there is no such number."""
    if isinstance(answer, Array):
        answer = answer.values.reshape(-1)[0] if answer.values.size == 1 else None
    if isinstance(answer, (bool, np.bool_)) or not isinstance(answer, (int, float, np.integer, np.floating)):
        return None
    number = float(answer)
    return number if np.isfinite(number) else None
