"""The checks in a plain notebook, without a sandbox: for an instructor's own notebook, never for submissions."""

from __future__ import annotations

import functools
import os
from typing import Any

from autograder.checks.oracle import Oracle
from autograder.inside.probe import Probe
from autograder.runner import run_part
from autograder.student import Student
from reference.weights import choose_checkpoint


class LocalChannel:
    """Asks a probe in this very process."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._probe = Probe(namespace)

    def ask(self, request: str) -> str:
        """Return the probe's answer; nothing limits its time."""
        return self._probe.handle(request)


@functools.cache
def _oracle() -> Oracle:
    return Oracle(choose_checkpoint())


def score_part(letter: str, namespace: dict[str, Any]) -> float:
    """Run the checks of a part on the functions in `namespace`, print what failed, and return the score.

    The hidden test cells call this, so that ``nbgrader validate`` and plain nbgrader mark the instructor's own
    notebook. Submissions are never graded this way: a submission can change this process.
    """
    seed = int(os.environ.get("AUTOGRADER_SEED", "0"))
    part = run_part(letter, Student(LocalChannel(namespace), seed=seed), _oracle(), seed)
    for check in part.checks:
        print(f"{'✓' if check.score == check.points else '✗'} {check.id}: {check.score:g}/{check.points:g}")
        if check.message:
            print("   " + check.message.replace("\n", "\n   "))
    return part.score
