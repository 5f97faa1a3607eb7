"""From the bytes that somebody handed in to a notebook built on the release, in which only their answers are theirs."""

from __future__ import annotations

import ast
import copy
import functools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.assignment import SOLUTION_CELLS, Assignment, grade_id
from autograder.errors import SubmissionError

MAX_NOTEBOOK_BYTES = 64 * 2**20
MAX_SOURCE_CHARS = 400_000  # of one cell; a text with more is no code of a student's
MAX_SOURCES_CHARS = 4_000_000  # of all cells together
MAX_CELLS = 2_000
MAX_CONTAINERS = 1_000_000  # objects and lists; each takes a hundred bytes and more once it is read


@dataclass(frozen=True)
class Submission:
    """A rebuilt notebook.

    Attributes:
        notebook: The release with the student's answers and added cells.
        answers: Text of the cells that students write, by grade id.
        notes: English: what was repaired or odd.
    """

    notebook: NotebookNode
    answers: Mapping[str, str]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Cell:
    """A cell as it was handed in."""

    name: str
    kind: str
    source: str

    @functools.cached_property
    def defines(self) -> frozenset[str]:
        """Names of functions, classes and variables that it defines at its top level."""
        names: set[str] = set()
        for node in _statements(self.source):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                names.add(node.name)
            elif isinstance(node, ast.Assign):
                names.update(target.id for target in node.targets if isinstance(target, ast.Name))
        return frozenset(names)


def rebuild(content: bytes, assignment: Assignment) -> Submission:
    """Build the notebook that is graded.

    Locked cells, metadata, tags, points and order come from the release. Of a cell that stands there several times,
    the last one that differs from the release counts, as it would when the notebook runs. Cells that a student added
    stay where they were, without any metadata. Imports that were added to a locked cell become an added cell.

    Args:
        content: The file that was handed in.
        assignment: The release.

    Raises:
        SubmissionError: If the file is no notebook, or none of this assignment.
    """
    cells = _read(content)
    known = [cell for cell in cells if cell.name in assignment.cells]
    if not known and not any(cell.defines & set(SOLUTION_CELLS.values()) for cell in cells):
        raise SubmissionError(
            "expected the notebook of this assignment, found a notebook with none of its cells and functions; "
            "ask the student for the right file"
        )
    notes: list[str] = []
    answers, adopted = _answers(cells, assignment, notes)
    added = _added(cells, assignment, adopted, notes)
    notebook = copy.deepcopy(assignment.notebook)
    rebuilt: list[NotebookNode] = added.get("", [])
    for cell in notebook.cells:
        name = grade_id(cell)
        if name in answers:
            cell.source = answers[name]
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        rebuilt.append(cell)
        rebuilt.extend(added.get(name, []) if name else [])
    notebook.cells = rebuilt
    return Submission(notebook, answers, tuple(notes))


def _read(content: bytes) -> list[_Cell]:
    """Return the cells of a notebook of any version that nbformat knows, as untrusted text and nothing else."""
    if len(content) > MAX_NOTEBOOK_BYTES:
        raise SubmissionError(f"the file has {len(content)} bytes, {MAX_NOTEBOOK_BYTES} are allowed for a notebook")
    containers = content.count(b"{") + content.count(b"[")
    if containers > MAX_CONTAINERS:
        raise SubmissionError(f"the file has {containers} brackets, {MAX_CONTAINERS} are allowed for a notebook")
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=lambda _name: None)
    except (ValueError, RecursionError) as error:
        raise SubmissionError(f"expected a notebook (JSON), found something else: {_brief(error)}") from error
    if not isinstance(data, dict):
        raise SubmissionError(f"expected a notebook (a JSON object), found a JSON {type(data).__name__}")
    raw = data.get("cells")
    if raw is None and isinstance(data.get("worksheets"), list):  # notebooks before format 4
        sheets = [sheet.get("cells") for sheet in data["worksheets"] if isinstance(sheet, dict)]
        raw = [cell for cells in sheets if isinstance(cells, list) for cell in cells]
    if not isinstance(raw, list):
        raise SubmissionError("expected a notebook with a list of cells, found none")
    if len(raw) > MAX_CELLS:
        raise SubmissionError(f"the notebook has {len(raw)} cells, {MAX_CELLS} are allowed")
    cells = [_cell(cell) for cell in raw if isinstance(cell, dict)]
    total = sum(len(cell.source) for cell in cells)
    if total > MAX_SOURCES_CHARS:
        raise SubmissionError(f"the cells have {total} characters, {MAX_SOURCES_CHARS} are allowed")
    return cells


def _cell(cell: dict[str, Any]) -> _Cell:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    text = source if isinstance(source, str) else ""
    if len(text) > MAX_SOURCE_CHARS:
        raise SubmissionError(f"a cell has {len(text)} characters, {MAX_SOURCE_CHARS} are allowed")
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")
    return _Cell(grade_id(cell) or _text(cell.get("id")), _text(cell.get("cell_type")), text)


def _answers(cells: list[_Cell], assignment: Assignment, notes: list[str]) -> tuple[dict[str, str], set[int]]:
    """Return the text of each editable cell, and the positions of the cells from which it was taken."""
    answers: dict[str, str] = {}
    adopted: set[int] = set()
    for name in (name for name in assignment.cells if name in assignment.editable):
        template = assignment.cells[name]
        same = [i for i, cell in enumerate(cells) if cell.name == name]
        changed = [i for i in same if cells[i].source.strip() != template.source.strip()]
        if len(same) > 1:
            notes.append(f"cell {name} stands {len(same)} times; the last one that was changed counts")
        wanted = SOLUTION_CELLS.get(name)
        if not changed and wanted:  # solved in a cell of their own
            changed = [i for i, cell in enumerate(cells) if _is_own(cell, assignment) and wanted in cell.defines]
            if changed:
                notes.append(f"cell {name} is unchanged or missing; {wanted} was found in an added cell")
        if not same and not changed:
            notes.append(f"cell {name} is missing; it counts as not solved")
        if changed and cells[changed[-1]].kind not in ("", template.cell_type):
            notes.append(f"cell {name} was of type {cells[changed[-1]].kind}; it is {template.cell_type} again")
        answers[name] = cells[changed[-1]].source if changed else template.source
        adopted.update(same, changed[-1:])
    return answers, adopted


def _is_own(cell: _Cell, assignment: Assignment) -> bool:
    return cell.kind == "code" and cell.name not in assignment.cells


def _added(
    cells: list[_Cell], assignment: Assignment, adopted: set[int], notes: list[str]
) -> dict[str, list[NotebookNode]]:
    """Return the cells that the student added, by the grade id of the cell of the release that they follow."""
    added: dict[str, list[NotebookNode]] = {}
    unnamed = {cell.source.strip() for cell in assignment.notebook.cells if not grade_id(cell)}
    anchor = ""
    for index, cell in enumerate(cells):
        if cell.name in assignment.cells:
            anchor = cell.name
            if (
                cell.name not in assignment.editable
                and cell.source.strip() != assignment.cells[cell.name].source.strip()
            ):
                notes.append(f"locked cell {cell.name} was changed; it is as released again")
                imports = _new_imports(cell.source, assignment.cells[cell.name].source)
                if imports and cell.kind == "code":
                    notes.append(f"imports added to {cell.name} are kept in a cell of their own")
                    added.setdefault(anchor, []).append(nbformat.v4.new_code_cell(imports))
        elif index not in adopted and cell.source.strip() and cell.source.strip() not in unnamed:
            make: Any = nbformat.v4.new_code_cell if cell.kind == "code" else nbformat.v4.new_markdown_cell
            added.setdefault(anchor, []).append(make(cell.source))
    for name, group in added.items():
        for number, node in enumerate(group):
            node.id = re.sub(r"[^A-Za-z0-9_-]", "-", f"added-{name or 'first'}-{number}")[:64]
    return added


def _new_imports(source: str, released: str) -> str:
    """Return the import statements of a changed cell that the release does not have."""
    before = {ast.unparse(node) for node in _statements(released)}
    imports = [ast.unparse(node) for node in _statements(source) if isinstance(node, (ast.Import, ast.ImportFrom))]
    return "\n".join(line for line in imports if line not in before)


def _statements(source: str) -> list[ast.stmt]:
    """Return the statements of a cell; lines for IPython (``%``, ``!``) are passed over."""
    lines = ["pass" if re.match(r"\s*[%!]", line) else line for line in source.split("\n")]
    try:
        return ast.parse("\n".join(lines)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _brief(error: BaseException) -> str:
    return str(error)[:200]
