"""The assignment as it is released: which cells there are, which of them a student writes, which are graded."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.errors import SetupError

if TYPE_CHECKING:
    from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
ASSIGNMENT = "ANN_U08"
NOTEBOOK = "XAI_ResNet50V2_TEMPLATE"
SOLUTION = "ANN_U08_XAI_ResNet50V2_SOLUTION"
SOURCE = ROOT / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
RELEASE = ROOT / "release" / ASSIGNMENT / f"{NOTEBOOK}.ipynb"

SOLUTION_CELLS = {
    "a_load_resnet50": "load_resnet50",
    "b_feature_extractor": "FeatureExtractor",
    "c_compute_loss": "compute_loss",
    "d_initialize_image": "initialize_image",
    "d_gradient_ascent_step": "gradient_ascent_step",
    "d_deprocess_image": "deprocess_image",
    "d_visualize_filter": "visualize_filter",
    "e_visualize_filters": "visualize_filters",
    "e_stitch_filters": "stitch_filters",
}
"""Solution cells by grade id, with the name that each must define."""

TEST_CELLS = {f"test_{letter}": letter for letter in "abcde"}
MANUAL_CELLS = {"f_interpretation": "f", "g_experiments": "g"}


@dataclass(frozen=True)
class Assignment:
    """The released notebook, the frame on which every submission is rebuilt."""

    notebook: NotebookNode

    @functools.cached_property
    def cells(self) -> dict[str, NotebookNode]:
        """Cells with a grade id, in order."""
        return {grade_id(cell): cell for cell in self.notebook.cells if grade_id(cell)}

    @functools.cached_property
    def editable(self) -> frozenset[str]:
        """Grade ids of the cells that a student writes."""
        return frozenset(name for name, cell in self.cells.items() if cell.metadata.nbgrader.get("solution"))


def load_assignment(path: Path = RELEASE) -> Assignment:
    """Read the released notebook.

    Raises:
        SetupError: If it is missing or lacks a cell that the checks need.
    """
    import nbformat  # half a second, which commands that read no notebook do not need

    if not path.is_file():
        raise SetupError(f"{path}: expected the released notebook, found no file. Run `autograder release` first.")
    assignment = Assignment(nbformat.read(path, as_version=4))
    missing = [name for name in (*SOLUTION_CELLS, *TEST_CELLS, *MANUAL_CELLS, "setup") if name not in assignment.cells]
    if missing:
        raise SetupError(f"{path}: expected cells with the grade ids {missing}, found none. Run `autograder release`.")
    return assignment


def grade_id(cell: Any) -> str:
    """Return nbgrader's id of a cell, or an empty text."""
    metadata = cell.get("metadata", {})
    nbgrader = metadata.get("nbgrader", {}) if isinstance(metadata, dict) else {}
    name = nbgrader.get("grade_id", "") if isinstance(nbgrader, dict) else ""
    return name if isinstance(name, str) else ""
