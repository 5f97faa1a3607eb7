"""What students get: nothing hidden in it, and never with a broken solution."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from autograder.assignment import RELEASE, SOURCE, grade_id
from autograder.errors import ReleaseError
from autograder.release import Release, build_release, require_scores
from autograder.settings import Settings


def _with(folder: Path, cell_id: str, old: str, new: str) -> Path:
    """Return a copy of the source in which a cell is changed."""
    notebook = nbformat.read(SOURCE, as_version=4)
    cell = next(cell for cell in notebook.cells if grade_id(cell) == cell_id)
    assert old in cell.source
    cell.source = cell.source.replace(old, new)
    path = folder / SOURCE.name
    nbformat.write(notebook, path)
    return path


@pytest.fixture(scope="module")
def built(settings: Settings) -> Release:
    """Build the release as the command does."""
    return build_release(SOURCE, settings)


def test_release_committed_is_the_one_that_the_source_gives(built: Release) -> None:
    committed = nbformat.read(RELEASE, as_version=4)
    assert nbformat.reads(built.release.decode(), as_version=4) == committed, "stale: run `make release`"
    assert "BEGIN SOLUTION" not in built.release.decode()
    assert "score_part" not in built.release.decode()


def test_release_holds_no_line_of_a_solution() -> None:
    released = RELEASE.read_text(encoding="utf-8")
    for line in ("torch.autograd.grad", "2:-2", "nn.Identity()\n", "register_forward_hook"):
        solved = [cell for cell in nbformat.read(SOURCE, as_version=4).cells if line.strip() in cell.source]
        for cell in (cell for cell in solved if "### BEGIN SOLUTION" in cell.source):
            body = cell.source.split("### BEGIN SOLUTION")[1].split("### END SOLUTION")[0]
            lines = [text.strip() for text in body.splitlines() if len(text.strip()) > 25]
            assert lines
            assert not [text for text in lines if text in released]


def test_release_with_broken_solution_is_refused(tmp_path: Path, settings: Settings) -> None:
    source = _with(tmp_path, "c_compute_loss", "### BEGIN SOLUTION\n", "### BEGIN SOLUTION\n    filter_index = 0\n")
    with pytest.raises(ReleaseError, match=r"the solution scores [\d.]+ of 24 points(.|\n)*c_filter"):
        require_scores(source.read_bytes(), RELEASE.read_bytes(), settings)


def test_release_without_solution_markers_is_refused(tmp_path: Path, settings: Settings) -> None:
    source = _with(tmp_path, "c_compute_loss", "### BEGIN SOLUTION\n", "")
    with pytest.raises(ReleaseError, match="cell c_compute_loss: expected ### BEGIN SOLUTION"):
        build_release(source, settings)
