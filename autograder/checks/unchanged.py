"""What a function must leave as it was: the model that it was given."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from autograder.messages import CheckFailed
from autograder.story import measured
from autograder.student import Handle, Student


def require_unchanged(student: Student, model: Handle, called: str, **parameters: np.ndarray) -> None:
    """Require that a model of ours has the `parameters` it was built with, and never ran in training mode.

    Raises:
        CheckFailed: If not; `called` says what was called.
    """
    if not measured("weights kept", _same(student.parameters(model), parameters), "==", True):
        raise CheckFailed(
            called, "die Gewichte des Modells sind verändert", "ein unverändertes Modell", "Was wird optimiert?"
        )
    if not measured("training mode", bool(student.facts(model).get("training")), "==", False):  # it was built without
        raise CheckFailed(
            called,
            "das Modell rechnet im Trainingsmodus, oder es bleibt darin",
            "ein unverändertes Modell",
            "Verändert wird höchstens das Bild; das Modell ist schon im Auswertungsmodus.",
        )


def _same(found: Mapping[str, np.ndarray], expected: Mapping[str, np.ndarray]) -> bool:
    return all(name in found and np.array_equal(found[name], value) for name, value in expected.items())
