"""The graded notebook as nbgrader shows it: what a student put into it can be read, and can do nothing.

nbgrader's formgrader and feedback pages show Markdown and outputs as the notebook has them, scripts included. So what
comes from the student is made harmless in the notebook itself, wherever it is opened.
"""

from __future__ import annotations

import re
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.assignment import TEST_CELLS, Assignment, grade_id
from autograder.untrusted import html_output, markdown

_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_PICTURES = ("image/png", "image/jpeg")


def make_harmless(notebook: NotebookNode, assignment: Assignment) -> None:
    """Change the cells of a graded notebook that a student wrote, and the outputs of all but the test cells.

    Markdown becomes its sanitised rendering; of outputs only text, tables and pictures stay.

    Args:
        notebook: A rebuilt notebook after grading; it is changed.
        assignment: The release, whose own cells stay as they are.
    """
    for cell in notebook.cells:
        name = grade_id(cell)
        if cell.cell_type == "code":
            if name not in TEST_CELLS:
                cell.outputs = [_output(output) for output in cell.outputs]
        elif name not in assignment.cells or cell.source != assignment.cells[name].source:
            cell.source = _markdown(cell.source)


def _markdown(source: str) -> str:
    """Return the sanitised rendering, as one line: an empty line would end the HTML, and Markdown begin again."""
    return f"<div>{markdown(source)}</div>".replace("\n", "&#10;")


def _output(output: Any) -> Any:
    if output.output_type not in ("display_data", "execute_result"):
        return output
    data = {}
    for kind, value in output.data.items():
        text = value if isinstance(value, str) else ""
        if kind == "text/plain":
            data[kind] = text
        elif kind == "text/html":
            data[kind] = str(html_output(text))
        elif kind == "text/markdown":
            data.setdefault("text/html", str(markdown(text)))
        elif kind in _PICTURES and _BASE64.fullmatch(text):
            data[kind] = text
    kept = {"execution_count": None} if output.output_type == "execute_result" else {}
    return nbformat.v4.new_output(output.output_type, data=data, **kept)
