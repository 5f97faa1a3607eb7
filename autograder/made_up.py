"""Made-up submissions: the released notebook with the model solution, or with other answers in its place."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping

import nbformat

from autograder.assignment import SOLUTION_CELLS, SOURCE, grade_id, load_assignment

_MARKER = re.compile(r"^\s*### (BEGIN|END) SOLUTION\n?", re.MULTILINE)


def solution_cells() -> dict[str, str]:
    """Return the model solution of (a) to (e), by grade id."""
    cells = nbformat.read(SOURCE, as_version=4).cells
    return {grade_id(cell): _MARKER.sub("", cell.source) for cell in cells if grade_id(cell) in SOLUTION_CELLS}


def notebook_with(answers: Mapping[str, str]) -> bytes:
    """Return the released notebook with these answers, by grade id; other cells stay as released."""
    notebook = copy.deepcopy(load_assignment().notebook)
    for cell in notebook.cells:
        cell.source = answers.get(grade_id(cell), cell.source)
    return str(nbformat.writes(notebook)).encode("utf-8")


def solved_notebook(changes: Mapping[str, str] | None = None) -> bytes:
    """Return a submission with the model solution, but for the cells in `changes`."""
    return notebook_with({**solution_cells(), **(changes or {})})
