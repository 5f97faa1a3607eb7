"""Grade one notebook: bytes in, graded notebook and record out; no database, no other submission."""

from __future__ import annotations

import ast
import functools
import re
import time
from collections.abc import Mapping
from types import MappingProxyType

import nbformat
from nbformat import NotebookNode

from autograder import notices
from autograder.assignment import MANUAL_CELLS, TEST_CELLS, grade_id, load_assignment
from autograder.cell_outputs import outputs_of
from autograder.checks.oracle import Oracle
from autograder.errors import KernelLost, SubmissionError
from autograder.graded import Graded, Known, not_gradable
from autograder.harmless import make_harmless
from autograder.inside import wire
from autograder.runner import run_part
from autograder.sandbox.session import Session
from autograder.scoring import Evidence, PartResult, Record, State
from autograder.settings import Settings
from autograder.student import Student
from autograder.submission import rebuild
from reference.weights import Checkpoint

SKIPPED = ("selfcheck_", "demo_d", "demo_e", "demo_f")  # cells of ours whose outputs nobody marks


def grade_notebook(
    content: bytes,
    settings: Settings,
    *,
    participant: int | None = None,
    name: str = "",
    files: Mapping[str, bytes] = MappingProxyType({}),
    known: Known = Known(),
) -> Graded:
    """Grade a notebook as it was handed in.

    Whatever is wrong with the submission ends in its record; only a fault of ours or of the machine raises.

    Args:
        content: The file.
        settings: Weights, seed and limits.
        participant: Moodle's participant number, for the record.
        name: The student's name, for the record.
        files: What was handed in beside it, by relative path; only its own kernel sees them.
        known: Parts that are not judged again.

    Raises:
        SetupError: If the release is missing or the sandbox cannot be started.
        CheckCrashed: If a check is broken.
    """
    started = time.monotonic()
    assignment = load_assignment()
    try:
        submission = rebuild(content, assignment)
    except SubmissionError as error:
        return Graded(not_gradable(participant, name, str(error), sandboxed=settings.sandboxed))
    with Session(settings.limits, settings.hub, settings.mode, files) as session:
        run = _Run(submission.notebook, settings, session, known)
        parts = run.grade()
    reasons = list(dict.fromkeys(session.exceeded))
    record = Record(
        participant=participant,
        name=name,
        state=State.LIMITED if reasons or session.lost else State.GRADED,
        reason="; ".join([*(f"limit exceeded: {reason}" for reason in reasons), *session.lost]),
        notice=notices.cut_short(reasons, session.lost),
        parts=parts,
        seconds=time.monotonic() - started,
        notes=submission.notes,
        sandboxed=settings.sandboxed,
    )
    make_harmless(submission.notebook, assignment)
    notebook = nbformat.writes(submission.notebook).encode("utf-8", "replace")  # a lone surrogate is no text
    return Graded(record, notebook, run.evidence, dict(submission.answers), run.story)


@functools.lru_cache(maxsize=2)
def oracle_for(checkpoint: Checkpoint) -> Oracle:
    """Return the oracle of this process for a checkpoint; loading takes a second."""
    return Oracle(checkpoint)


class _Run:
    """The cells of a notebook, run in a session, and its checks."""

    def __init__(self, notebook: NotebookNode, settings: Settings, session: Session, known: Known) -> None:
        self._notebook, self._settings, self._session, self._known = notebook, settings, session, known
        self.evidence = known.evidence
        self.story: dict[str, tuple[str, ...]] = {}

    def grade(self) -> dict[str, PartResult]:
        """Run all cells in order, and the checks of a part at its test cell; the outputs go into the notebook."""
        parts: dict[str, PartResult] = {}
        for position, cell in enumerate(self._notebook.cells):
            name = grade_id(cell)
            if name in TEST_CELLS:
                letter = TEST_CELLS[name]
                parts[letter] = self._known.parts.get(letter) or self._check(letter)
                cell.outputs = outputs_of(parts[letter])
            elif cell.cell_type == "code" and cell.source.strip():
                if name.startswith(SKIPPED) and not self._needed(cell, position):
                    continue
                cell.outputs = self._session.execute(cell.source).outputs
        return parts

    def _needed(self, cell: NotebookNode, position: int) -> bool:
        """Tell whether a cell of the student's further down uses a name that this cell of ours assigns."""
        names = {
            node.id
            for node in ast.walk(ast.parse(cell.source))
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        later = [
            other.source
            for other in self._notebook.cells[position:]
            if not grade_id(other) or grade_id(other) in MANUAL_CELLS
        ]
        words = set(re.findall(r"\w+", "\n".join(later)))
        return bool(names & words - {"fig", "ax", "axes", "rows", "k", "loss", "picture", "stage"})

    def _check(self, letter: str) -> PartResult:
        channel = _PartChannel(self._session)
        student = Student(channel, wire.Bounds(message_bytes=self._settings.limits.answer_bytes), self._settings.seed)
        part = run_part(letter, student, oracle_for(self._settings.checkpoint), self._settings.seed)
        self.story |= student.log.story
        if letter == "d":
            self.evidence = student.evidence or Evidence()
        return part


class _PartChannel:
    """Asks a session within one part; once its kernel is lost, nothing more."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lost: KernelLost | None = None

    def ask(self, request: str) -> str:
        """Return the kernel's answer."""
        if self._lost is not None:
            raise self._lost
        try:
            return self._session.ask(request)
        except KernelLost as error:
            self._lost = error
            raise
