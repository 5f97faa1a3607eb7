"""Read the corpus of hostile and broken submissions: what each does, and what a fair grader makes of it.

A file is in the percent format, and holds what differs from the released notebook with nothing solved::

    # why: what it tries
    # solves: c_compute_loss                (optional: cells that hold the model solution)
    # earns: c_scalar c_filter              (optional: checks that must pass; all others must fail)
    # may earn: c_border                    (optional: checks that may pass as well)
    # state: limited                        (optional: states that are right; graded if not given)
    # reason: time                          (optional: the limit that the record must name)
    # shows: SEEN []                        (optional: text that the outputs must hold, as a proof that it ran)
    # hides: secret                         (optional: words that must appear nowhere)
    # limits: cell_s=3                      (optional: limits that differ from those of the test)
    # name: Eve                             (optional: the student's name)
    # cold: yes                             (optional: also tried in a sandbox of its own in each test run)
    # %% c_compute_loss                     (code of this cell)
    # %% file helpers.py                    (a file beside the notebook)
    # %% tamper                             (our code, which changes `notebook`, a dict, or sets `content`, bytes)

Words between at signs, such as ``@COURSE@``, stand for places and numbers of the machine on which it runs.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.assignment import grade_id
from autograder.made_up import notebook_with, solution_cells
from autograder.scoring import State

CORPUS = Path(__file__).parent / "corpus"
_HEADERS = (*("why", "solves", "earns", "may earn", "state", "reason", "shows", "hides", "limits", "name", "cold"),)


@dataclass(frozen=True)
class Hostile:
    """One hostile or broken submission.

    Attributes:
        name: Category and file without suffix, such as ``exhaustion/memory``.
        why: What it tries.
        earns: Checks that a fair grader lets pass, and no others but those in `may_earn`.
        states: What may become of it.
        reason: A limit that the record must name.
        shows: Text that the notebook's outputs must hold.
        hides: Words that must appear nowhere in what grading yields.
        limits: Limits that differ, by field.
        student: The student's name.
        cold: Whether each test run also tries it in a sandbox of its own.
        cells: Code by cell id.
        files: Files beside the notebook.
        tamper: Code that changes the notebook.
    """

    name: str
    why: str
    earns: frozenset[str] = frozenset()
    may_earn: frozenset[str] = frozenset()
    states: frozenset[State] = frozenset({State.GRADED})
    reason: str = ""
    shows: str = ""
    hides: tuple[str, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict)
    student: str = "Eve"
    cold: bool = False
    cells: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    tamper: str = ""

    @property
    def category(self) -> str:
        """The folder that it lies in."""
        return self.name.partition("/")[0]

    def notebook(self, places: Mapping[str, str]) -> bytes:
        """Return what is handed in, with the places of this machine filled in."""
        plain = notebook_with({name: filled(source, places) for name, source in self.cells.items()})
        if not self.tamper:
            return plain
        notebook = json.loads(plain)
        for cell in notebook["cells"]:
            cell["source"] = "".join(cell["source"])
        by_name = {grade_id(cell): cell for cell in notebook["cells"]}
        space: dict[str, Any] = {"notebook": notebook, "cell": by_name.__getitem__, "json": json, "copy": copy}
        exec(filled(self.tamper, places), space)  # noqa: S102 - code of this corpus
        content: bytes = space.get("content") or json.dumps(notebook).encode()
        return b"" if space.get("content") == b"" else content


def filled(text: str, places: Mapping[str, str]) -> str:
    """Return `text` with the words between at signs replaced."""
    for name, place in places.items():
        text = text.replace(f"@{name}@", place)
    return text


def load_hostile(folder: Path = CORPUS) -> tuple[Hostile, ...]:
    """Return the whole corpus, sorted by name.

    Raises:
        ValueError: If a file is not in the format.
    """
    solution = solution_cells()
    paths = sorted(folder.glob("*/*.py"))
    return tuple(parse(f"{path.parent.name}/{path.stem}", path.read_text(encoding="utf-8"), solution) for path in paths)


def parse(name: str, text: str, solution: Mapping[str, str]) -> Hostile:
    """Return the submission that `text` describes.

    Raises:
        ValueError: If a header is unknown, or there is none, or no block.
    """
    head, *blocks = ("\n" + text).split("\n# %% ")
    headers: dict[str, str] = {}
    for line in filter(str.strip, head.splitlines()):
        key, colon, value = line.removeprefix("# ").partition(":")
        if not (line.startswith("# ") and colon and key in _HEADERS) or key in headers:
            raise ValueError(f"{name}: expected a header ({', '.join(_HEADERS)}), each once, found {line!r}")
        headers[key] = value.strip()
    sources = {title.strip(): source.strip("\n") for title, _, source in (block.partition("\n") for block in blocks)}
    if not headers.get("why") or not sources:
        raise ValueError(f"{name}: expected the header '# why:' and a block that begins with '# %% CELL_ID'")
    solved = {cell: solution[cell] for cell in headers.get("solves", "").split()}
    files = {title.removeprefix("file "): source for title, source in sources.items() if title.startswith("file ")}
    cells = {title: source for title, source in sources.items() if title in solution}
    unknown = sources.keys() - cells.keys() - {f"file {title}" for title in files} - {"tamper"}
    if unknown:
        raise ValueError(f"{name}: expected blocks for solution cells, files or tampering, found {sorted(unknown)}")
    return Hostile(
        name=name,
        why=headers["why"],
        earns=frozenset(headers.get("earns", "").split()),
        may_earn=frozenset(headers.get("may earn", "").split()),
        states=frozenset(State(word) for word in headers.get("state", "graded").split()),
        reason=headers.get("reason", ""),
        shows=headers.get("shows", ""),
        hides=tuple(headers.get("hides", "").split()),
        limits={key: float(value) for key, value in (pair.split("=") for pair in headers.get("limits", "").split())},
        student=headers.get("name", "Eve"),
        cold=headers.get("cold") == "yes",
        cells={**solved, **cells},
        files=files,
        tamper=sources.get("tamper", ""),
    )
