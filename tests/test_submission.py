"""A submission is rebuilt on the release: only answers are the student's."""

from __future__ import annotations

import copy
import json
from typing import Any

import nbformat
import pytest

from autograder.assignment import RELEASE, grade_id, load_assignment
from autograder.errors import SubmissionError
from autograder.made_up import solved_notebook
from autograder.submission import rebuild

ASSIGNMENT = load_assignment()


def _edited(edit: Any) -> bytes:
    notebook = nbformat.reads(solved_notebook().decode(), as_version=4)
    edit(notebook)
    return json.dumps(notebook).encode()


def _cell(notebook: Any, name: str) -> Any:
    return next(cell for cell in notebook.cells if grade_id(cell) == name)


def test_rebuild_release_gives_the_release() -> None:
    rebuilt = rebuild(RELEASE.read_bytes(), ASSIGNMENT)
    assert rebuilt.notebook == ASSIGNMENT.notebook
    assert rebuilt.notes == ()


def test_rebuild_tampered_metadata_is_restored() -> None:
    def tamper(notebook: Any) -> None:
        cell = _cell(notebook, "test_a")
        cell.metadata.tags = ["skip-execution"]
        cell.metadata.nbgrader.points = 1000
        cell.source = "99.0"
        _cell(notebook, "a_load_resnet50").metadata.nbgrader.schema_version = 99
        notebook.cells.remove(_cell(notebook, "test_b"))

    rebuilt = rebuild(_edited(tamper), ASSIGNMENT)
    names = [grade_id(cell) for cell in rebuilt.notebook.cells]
    assert names == [grade_id(cell) for cell in ASSIGNMENT.notebook.cells]
    for name in ("test_a", "test_b"):
        assert _cell(rebuilt.notebook, name) == ASSIGNMENT.cells[name]
    assert any("test_a" in note for note in rebuilt.notes)


def test_rebuild_copied_solution_cell_takes_the_last_changed_one() -> None:
    def copy_cell(notebook: Any) -> None:
        again = copy.deepcopy(_cell(notebook, "c_compute_loss"))
        again.source = "def compute_loss(*args):\n    return 2"
        notebook.cells.append(again)

    rebuilt = rebuild(_edited(copy_cell), ASSIGNMENT)
    assert rebuilt.answers["c_compute_loss"].endswith("return 2")
    assert any("2 times" in note for note in rebuilt.notes)


def test_rebuild_deleted_solution_cell_finds_the_function_elsewhere() -> None:
    def move(notebook: Any) -> None:
        cell = _cell(notebook, "c_compute_loss")
        cell.metadata = {}
        cell.id = "mine"

    rebuilt = rebuild(_edited(move), ASSIGNMENT)
    assert "def compute_loss" in rebuilt.answers["c_compute_loss"]
    assert "NotImplementedError" not in rebuilt.answers["c_compute_loss"]


def test_rebuild_import_added_to_setup_is_kept() -> None:
    def add(notebook: Any) -> None:
        _cell(notebook, "setup").source += "\nimport torch.nn.functional as F"

    rebuilt = rebuild(_edited(add), ASSIGNMENT)
    assert _cell(rebuilt.notebook, "setup").source == ASSIGNMENT.cells["setup"].source
    assert any(cell.source == "import torch.nn.functional as F" for cell in rebuilt.notebook.cells)


def test_rebuild_added_cell_stays_in_place_without_metadata() -> None:
    def add(notebook: Any) -> None:
        position = notebook.cells.index(_cell(notebook, "test_b"))
        notebook.cells.insert(position, {"cell_type": "code", "metadata": {"tags": ["x"]}, "source": "print(1)"})

    cells = rebuild(_edited(add), ASSIGNMENT).notebook.cells
    position = next(index for index, cell in enumerate(cells) if cell.source == "print(1)")
    assert grade_id(cells[position + 1]) == "test_b"
    assert cells[position].metadata == {}


def test_rebuild_notebook_of_millions_of_brackets_is_refused() -> None:
    content = b'{"cells": [' + b"{}," * 1_000_001 + b"{}]}"
    with pytest.raises(SubmissionError, match="brackets, 1000000 are allowed"):
        rebuild(content, ASSIGNMENT)
