"""Judge a variant of the corpus in this process, without a kernel: quick, and the same checks."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterable, Mapping
from typing import Any

from corpus_loader import Variant

from autograder import runner
from autograder.assignment import load_assignment
from autograder.grading import Settings, oracle_for
from autograder.local import LocalChannel
from autograder.made_up import solution_cells
from autograder.student import Student


def lost_checks(
    cells: Mapping[str, str], settings: Settings, seed: int = 0, parts: Iterable[str] = runner.PARTS
) -> dict[str, str]:
    """Return the ids of the checks that the model solution with these cells loses, and their messages."""
    os.environ["NBGRADER_EXECUTION"] = "autograde"
    os.environ["TORCH_HOME"] = str(settings.hub)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    sources = {"setup": load_assignment().cells["setup"].source, **solution_cells(), **cells}
    lost: dict[str, str] = {}
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for name, source in sources.items():
            with contextlib.suppress(Exception):  # as in a notebook, the cells after an error run
                exec(compile(source, name, "exec"), namespace)  # noqa: S102 - files of this project
        for letter in parts:
            student = Student(LocalChannel(namespace), seed=seed)
            part = runner.run_part(letter, student, oracle_for(settings.checkpoint), seed)
            lost |= {check.id: check.message for check in part.checks if check.score < check.points}
    return lost


def verdict(variant: Variant, lost: Mapping[str, str]) -> str:
    """Return what is wrong with the judgement of a variant; empty when it is as a fair grader's."""
    wrongly = sorted(set(lost) - set(variant.loses) - set(variant.may_lose))
    missed = sorted(set(variant.loses) - set(lost))
    texts = [f"loses {name} unfairly: {lost[name]}" for name in wrongly] + [f"keeps {name} unfairly" for name in missed]
    return "\n".join(texts)


def touched(variant: Variant) -> list[str]:
    """Return the parts that a variant touches."""
    letters = {name[0] for name in (*variant.cells, *variant.loses) if name != "setup"}
    return sorted(letters) or list(runner.PARTS)
