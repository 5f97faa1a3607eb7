"""Whatever is handed in as a notebook is rebuilt on the release, or refused with a reason."""

from __future__ import annotations

import copy
import json
from typing import Any

import nbformat
import pytest
from fuzzing import many
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.assignment import SOLUTION_CELLS, grade_id, load_assignment
from autograder.errors import SubmissionError
from autograder.made_up import solved_notebook
from autograder.submission import rebuild

ASSIGNMENT = load_assignment()
SOLVED = solved_notebook()
WORDS = [
    *("cells", "worksheets", "source", "input", "metadata", "nbgrader", "grade_id", "cell_type", "id", "outputs"),
    *("nbformat", "attachments", "tags", "points", "code", "markdown", "raw", "heading"),
    *ASSIGNMENT.cells,
]
WAYS = ["replace", "key", "delete", "twice"]
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(WORDS)
    | st.text(st.characters(), max_size=30)
    | st.sampled_from(["def compute_loss():\n    pass", "%%bash\nls", "x = (", "\ud800", "\x00", "```", "import os"])
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=5), inner),
    max_leaves=20,
)
CELL = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | JSON,
        "source": JSON,
        "id": st.sampled_from(WORDS) | JSON,
        "metadata": st.fixed_dictionaries(
            {"nbgrader": st.fixed_dictionaries({"grade_id": st.sampled_from(WORDS)}) | JSON}
        )
        | JSON,
    },
)


def check(content: bytes) -> None:
    """Rebuild a notebook, or have it refused: the frame is the release's, the answers are texts."""
    try:
        rebuilt = rebuild(content, ASSIGNMENT)
    except SubmissionError as error:
        assert len(str(error)) < 1000  # noqa: PT017 - a refusal is as good as a notebook
        return
    named = [cell for cell in rebuilt.notebook.cells if grade_id(cell)]
    released = [cell for cell in ASSIGNMENT.notebook.cells if grade_id(cell)]
    assert [(c.cell_type, c.metadata, c.id) for c in named] == [(c.cell_type, c.metadata, c.id) for c in released]
    for cell, before in zip(named, released, strict=True):
        if grade_id(cell) not in ASSIGNMENT.editable:
            assert cell == before
    nbformat.validate(rebuilt.notebook)
    nbformat.writes(rebuilt.notebook).encode("utf-8")
    assert rebuilt.answers.keys() == ASSIGNMENT.editable
    assert all(len(note) < 1000 for note in rebuilt.notes)


@many(150)
@given(JSON)
@example({"worksheets": [{"cells": 3}, {"cells": [{"input": "def compute_loss(): pass", "cell_type": "code"}]}, 4]})
@example({"cells": [{"cell_type": ["code"], "source": {"a": 1}, "metadata": {"nbgrader": []}}]})
def test_any_json_is_rebuilt_or_refused(data: Any) -> None:
    check(json.dumps(data).encode())


@many(100)
@given(st.lists(CELL, max_size=6))
def test_any_cells_are_rebuilt_or_refused(cells: list[Any]) -> None:
    check(json.dumps({"cells": cells, "nbformat": 4}).encode())


@many(60)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["replace", "key", "delete", "twice"]), JSON), max_size=5)
)
def test_changed_notebook_is_rebuilt_or_refused(changes: list[tuple[int, str, Any]]) -> None:
    notebook = json.loads(SOLVED)
    for position, way, value in changes:
        cells = notebook["cells"]
        if not cells:
            break
        index = position % len(cells)
        if way == "replace":
            cells[index] = value
        elif way == "delete":
            del cells[index]
        elif way == "twice":
            cells.insert(position, copy.deepcopy(cells[index]))
        elif isinstance(cells[index], dict):
            cells[index][WORDS[position % 8 + 2]] = value
    check(json.dumps(notebook).encode())


@many(60)
@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(max_size=6)), max_size=6))
def test_damaged_notebook_is_rebuilt_or_refused(edits: list[tuple[int, bytes]]) -> None:
    content = SOLVED
    for position, patch in edits:
        at = position % (len(content) + 1)
        content = content[:at] + patch + content[at + len(patch) :] if patch else content[:at]
    check(content)


@many(100)
@given(st.binary(max_size=200) | st.text(st.sampled_from('{}[]",:cels0\\u'), max_size=100).map(str.encode))
def test_random_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(SubmissionError):
        rebuild(content, ASSIGNMENT)


@many(60)
@given(st.text(st.sampled_from("abc=()[]{}:\n\t '\"\\#%!\x00é\ud800"), max_size=80))
def test_any_source_of_an_added_cell_is_kept_as_text(source: str) -> None:
    notebook = json.loads(SOLVED)
    notebook["cells"].insert(5, {"cell_type": "code", "metadata": {}, "source": source})
    for cell in notebook["cells"]:
        if grade_id(cell) in SOLUTION_CELLS:
            cell["source"] = ""
    check(json.dumps(notebook).encode())
