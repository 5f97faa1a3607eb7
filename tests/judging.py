"""Judge a variant of the corpus in this process, without a kernel: quick, and the same checks."""

from __future__ import annotations

import contextlib
import functools
import gc
import io
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from unittest import mock

import nbformat
import torch
from corpus_loader import Variant

from autograder import checklist, runner
from autograder.assignment import SOURCE
from autograder.grading import oracle_for
from autograder.local import LocalChannel
from autograder.made_up import solution_cells
from autograder.scoring import PartResult
from autograder.settings import Settings
from autograder.student import Student

# The trained-like checkpoint, where it lies beside this project; it is too large to embed.
LARGE = Path(__file__).resolve().parents[2] / "shared" / "weights" / "resnet50-procedural.pth"


def begin() -> None:
    """Make a process ready to judge many variants, one after the other."""
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    gc.freeze()  # the libraries stay; what a judgement leaves is looked for among itself


def lost_checks(
    cells: Mapping[str, str], settings: Settings, seed: int = 0, parts: Iterable[str] = checklist.PARTS
) -> dict[str, str]:
    """Return the ids of the checks that the model solution with these cells loses, and their messages."""
    judged = [part for part, _ in judge(cells, settings, seed, parts)]
    return {check.id: check.message for part in judged for check in part.checks if check.score < check.points}


def judge(
    cells: Mapping[str, str], settings: Settings, seed: int, parts: Iterable[str]
) -> Iterator[tuple[PartResult, Student]]:
    """Judge parts of the model solution with these cells; each result comes with the student who was asked."""
    with as_in_kernel(settings):
        namespace = run_cells(cells)
        for letter in parts:
            student = Student(LocalChannel(namespace), seed=seed)
            yield runner.run_part(letter, student, oracle_for(settings.checkpoint), seed), student


def failed_probes(cells: Mapping[str, str], settings: Settings, part: str) -> list[str]:
    """Return which lines the visible self-check of a part prints for what the model solution with these cells lacks.

    As long as a student sees none, the self-check says that the part is done.
    """
    printed = io.StringIO()
    with as_in_kernel(settings), contextlib.redirect_stdout(printed):
        namespace = run_cells(cells)
        for name in ("selfcheck_tools", f"selfcheck_{part}"):
            exec(compile(_source_cells()[name], name, "exec"), namespace)  # noqa: S102 - a file of this project
    lines = printed.getvalue().splitlines()
    if not any("bestanden" in line for line in lines):
        raise ValueError(f"selfcheck_{part} printed no summary: {lines}")
    return [line for line in lines if line.startswith("✗")]


@contextlib.contextmanager
def as_in_kernel(settings: Settings) -> Iterator[None]:
    """Let code find the weights as in a kernel, and keep what it prints from the test's output."""
    found = {"NBGRADER_EXECUTION": "autograde", "TORCH_HOME": str(settings.hub)}
    printed = io.StringIO()
    with mock.patch.dict(os.environ, found), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        yield
    gc.collect()  # networks hold themselves in cycles, by the hundred megabytes


def run_cells(cells: Mapping[str, str]) -> dict[str, Any]:
    """Run the model solution with these cells, and return its global names."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for name, source in {"setup": _source_cells()["setup"], **solution_cells(), **cells}.items():
        with contextlib.suppress(Exception):  # as in a notebook, the cells after an error run
            exec(compile(source, name, "exec"), namespace)  # noqa: S102 - files of this project
    return namespace


@functools.cache
def _source_cells() -> dict[str, str]:
    """Return the cells of the source notebook by id."""
    return {cell.id: cell.source for cell in nbformat.read(SOURCE, as_version=4).cells}


@dataclass(frozen=True)
class Unfair:
    """One thing that a fair grader would not do to a variant.

    Attributes:
        kind: A check lost unfairly (``rejection``) or kept unfairly (``acceptance``), or a visible self-check that
            finds fault with a right solution (``alarm``) or none with one that loses most of a part (``promise``).
        name: The check or self-check.
        message: What the student gets to read, where there is something.
    """

    kind: Literal["rejection", "acceptance", "alarm", "promise"]
    name: str
    message: str = ""

    @property
    def part(self) -> str:
        """Letter of the part."""
        return self.name.removeprefix("selfcheck_")[0]

    def __str__(self) -> str:
        return f"false {self.kind} by {self.name}" + (f"\n{self.message}" if self.message else "")


def unfair_checks(variant: Variant, lost: Mapping[str, str]) -> tuple[Unfair, ...]:
    """Return where the judgement of a variant is not that of a fair grader."""
    wrongly = sorted(set(lost) - set(variant.loses) - set(variant.may_lose))
    missed = sorted(set(variant.loses) - set(lost))
    return (
        *(Unfair("rejection", check, lost[check]) for check in wrongly),
        *(Unfair("acceptance", check) for check in missed),
    )


def unfair_selfchecks(variant: Variant, settings: Settings) -> tuple[Unfair, ...]:
    """Return where a visible self-check misleads.

    Whoever passes all of a part's self-checks shall keep at least half of its points, and no right solution shall be
    found fault with.
    """
    found = []
    for part in touched(variant):
        failed = failed_probes(variant.cells, settings, part)
        if variant.is_right and failed:
            found.append(Unfair("alarm", f"selfcheck_{part}", "\n".join(failed)))
        if loses_most(variant, part) and not failed:
            found.append(Unfair("promise", f"selfcheck_{part}"))
    return tuple(found)


def loses_most(variant: Variant, part: str) -> bool:
    """Tell whether a variant may lose more than half of a part's points."""
    points = {check.id: check.points for check in checklist.list_checks().values() if check.id[0] == part}
    lost = [points.get(check, 0.0) for check in (*variant.loses, *variant.may_lose)]
    return sum(lost) > sum(points.values()) / 2


def touched(variant: Variant) -> list[str]:
    """Return the parts that a variant touches."""
    letters = {name[0] for name in (*variant.cells, *variant.loses) if name != "setup"}
    return sorted(letters) or list(checklist.PARTS)
