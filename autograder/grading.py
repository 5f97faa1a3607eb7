"""Grade one notebook: bytes in, graded notebook and record out; no database, no other submission."""

from __future__ import annotations

import ast
import functools
import html
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import nbformat
from nbformat import NotebookNode

from autograder import runner
from autograder.assignment import MANUAL_CELLS, TEST_CELLS, grade_id, load_assignment
from autograder.checks.oracle import Oracle
from autograder.errors import KernelLost, SubmissionError
from autograder.harmless import make_harmless
from autograder.inside import wire
from autograder.sandbox.kernel import Kernel, Mode
from autograder.sandbox.limits import Limits
from autograder.scoring import Evidence, PartResult, Record, State
from autograder.student import Student
from autograder.submission import Submission, rebuild
from reference.weights import Checkpoint

Answer = TypeVar("Answer")

MAX_KERNELS = 3  # a kernel that is lost is replaced, so that one part's crash does not spoil the next
SKIPPED = ("selfcheck_", "demo_d", "demo_e", "demo_f")  # cells of ours whose outputs nobody marks
GERMAN = {
    "time": "die Rechenzeit einer Zelle oder eines Aufrufs",
    "submission time": "die Rechenzeit der ganzen Abgabe",
    "memory": "der Arbeitsspeicher",
    "processes": "die Zahl der Prozesse",
    "disk": "der Speicherplatz",
    "output": "die Menge der Ausgaben",
}


@dataclass(frozen=True)
class Settings:
    """Everything besides the submission that determines a result.

    Attributes:
        checkpoint: Weights of the ResNet50.
        hub: Directory in the layout of TORCH_HOME that holds them.
        seed: Seeds the inputs of the checks.
        limits: What a submission may use.
        sandboxed: False only where an operator asked for it.
        warm: Fork kernels where the libraries are imported already; the results are the same, seconds earlier.
    """

    checkpoint: Checkpoint
    hub: Path
    seed: int = 0
    limits: Limits = field(default_factory=Limits)
    sandboxed: bool = True
    warm: bool = True

    @property
    def mode(self) -> Mode:
        """How kernels are started."""
        return (Mode.WARM if self.warm else Mode.COLD) if self.sandboxed else Mode.BARE


@dataclass(frozen=True)
class Graded:
    """A graded submission: its record, the notebook with scores and messages, and what the checks saw.

    The `story` of each check, by its id, gives the checks away: it is for `autograder explain` only, and not kept.
    """

    record: Record
    notebook: bytes | None = None
    evidence: Evidence = field(default_factory=Evidence)
    answers: dict[str, str] = field(default_factory=dict)
    story: dict[str, tuple[str, ...]] = field(default_factory=dict)


def grade_notebook(
    content: bytes,
    settings: Settings,
    *,
    participant: int | None = None,
    name: str = "",
    files: Mapping[str, bytes] = MappingProxyType({}),
) -> Graded:
    """Grade a notebook as it was handed in.

    Whatever is wrong with the submission ends in its record; only a fault of ours or of the machine raises.

    Args:
        content: The file.
        settings: Weights, seed and limits.
        participant: Moodle's participant number, for the record.
        name: The student's name, for the record.
        files: What was handed in beside it, by relative path; only its own kernel sees them.

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
    run = _Run(submission, settings, files)
    parts = run.grade()
    reasons = list(dict.fromkeys(run.exceeded))
    record = Record(
        participant=participant,
        name=name,
        state=State.LIMITED if reasons or run.lost else State.GRADED,
        reason="; ".join([*(f"limit exceeded: {reason}" for reason in reasons), *run.lost]),
        notice=_notice(reasons, run.lost),
        parts=parts,
        seconds=time.monotonic() - started,
        notes=submission.notes,
        sandboxed=settings.sandboxed,
    )
    make_harmless(submission.notebook, assignment)
    notebook = nbformat.writes(submission.notebook).encode("utf-8", "replace")  # a lone surrogate is no text
    return Graded(record, notebook, run.evidence, dict(submission.answers), run.story)


def not_gradable(participant: int | None, name: str, reason: str, *, sandboxed: bool = True) -> Record:
    """Return the record of a submission that cannot be graded; `reason` is English, for the operator."""
    notice = (
        "Ihre Abgabe konnte nicht bewertet werden: Es wurde kein lesbares Notebook dieser Aufgabe gefunden. "
        "Bitte wenden Sie sich an die Dozentin oder den Dozenten."
    )
    return Record(participant, name, State.NOT_GRADABLE, reason, notice, sandboxed=sandboxed)


@functools.lru_cache(maxsize=2)
def oracle_for(checkpoint: Checkpoint) -> Oracle:
    """Return the oracle of this process for a checkpoint; loading takes a second."""
    return Oracle(checkpoint)


class _Run:
    """The run of one submission, over as many kernels as it takes."""

    def __init__(self, submission: Submission, settings: Settings, files: Mapping[str, bytes]) -> None:
        self._notebook, self._settings, self._files = submission.notebook, settings, files
        self._kernel: Kernel | None = None
        self._kernels = 0
        self._deadline = time.monotonic() + settings.limits.submission_s
        self._done: list[str] = []
        self.exceeded: list[str] = []
        self.lost: list[str] = []
        self.evidence = Evidence()
        self.story: dict[str, tuple[str, ...]] = {}

    def grade(self) -> dict[str, PartResult]:
        """Run all cells in order, and the checks of a part at its test cell."""
        parts: dict[str, PartResult] = {}
        try:
            for position, cell in enumerate(self._notebook.cells):
                name = grade_id(cell)
                if name in TEST_CELLS:
                    letter = TEST_CELLS[name]
                    parts[letter] = self._check(letter)
                    cell.outputs = _outputs(parts[letter])
                elif cell.cell_type == "code" and cell.source.strip():
                    if name.startswith(SKIPPED) and not self._needed(cell, position):
                        continue
                    cell.outputs = self._run_cell(cell.source)
        finally:
            self._close()
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
        channel = _Channel(self)
        student = Student(channel, wire.Bounds(message_bytes=self._settings.limits.answer_bytes), self._settings.seed)
        part = runner.run_part(letter, student, oracle_for(self._settings.checkpoint), self._settings.seed)
        self.story |= student.log.story
        if student.evidence is not None:
            self.evidence = student.evidence
        return part

    def _run_cell(self, source: str) -> list[Any]:
        try:
            outputs = self.within(lambda kernel: kernel.execute(source)).outputs
        except KernelLost as error:
            self._note_loss(error)
            text = "… Der Kernel ist in dieser Zelle verloren gegangen."
            return [nbformat.v4.new_output("stream", name="stdout", text=text)]
        self._done.append(source)
        return outputs

    def within(self, work: Callable[[Kernel], Answer]) -> Answer:
        """Do something in the kernel, in a new one if the last was lost.

        A kernel that ends before it begins was ended by the cell before, or by this too quickly to say so: it is done
        again without that cell, which is then not run again, unless the kernel is lost once more.

        Raises:
            KernelLost: If it was lost in doing this.
        """
        kernel = self._alive()
        try:
            return work(kernel)
        except KernelLost as error:
            if kernel.began or not self._done:
                raise
            self._note_loss(error)
        suspect = self._done.pop()
        try:
            return work(self._alive())
        except KernelLost:
            self._done.append(suspect)
            raise

    def _alive(self) -> Kernel:
        """Return the kernel; after a loss a new one, with the cells run again that did no harm.

        Raises:
            KernelLost: If there were too many, or the time of the submission is over.
        """
        if self._kernel is not None and not self._kernel.lost:
            return self._kernel
        self._close()
        left = self._deadline - time.monotonic()
        if self._kernels >= MAX_KERNELS or left <= 0:
            raise KernelLost(f"no kernel is started after {self._kernels}, with {left:.0f} s left")
        self._kernels += 1
        limits = replace(self._settings.limits, submission_s=left)
        self._kernel = Kernel(limits, self._settings.hub, self._settings.mode, self._files).__enter__()
        for source in self._done:
            self._kernel.execute(source)
        return self._kernel

    def _note_loss(self, error: KernelLost) -> None:
        if str(error) not in self.lost:
            self.lost.append(str(error))

    def _close(self) -> None:
        if self._kernel is not None:
            self.exceeded += self._kernel.exceeded
            self._kernel.close()
            self._kernel = None


class _Channel:
    """Asks the kernel of a run; once it is lost, nothing more within this part."""

    def __init__(self, run: _Run) -> None:
        self._run = run
        self._lost: KernelLost | None = None

    def ask(self, request: str) -> str:
        """Return the kernel's answer."""
        if self._lost is not None:
            raise self._lost
        try:
            return self._run.within(lambda kernel: kernel.ask(request))
        except KernelLost as error:
            self._lost = error
            self._run._note_loss(error)
            raise


def _notice(exceeded: Sequence[str], lost: Sequence[str]) -> str:
    """Return in German what was cut short."""
    if exceeded:
        what = ", ".join(GERMAN.get(reason, reason) for reason in exceeded)
        return f"Beim Bewerten wurde eine Grenze erreicht: {what}. Was davor erreicht war, zählt."
    return "Der Kernel ist beim Ausführen Ihres Codes abgestürzt. Was davor erreicht war, zählt." if lost else ""


def _outputs(part: PartResult) -> list[NotebookNode]:
    """Return a test cell's outputs: the checks as a table, and the score for nbgrader.

    nbgrader takes the first ``execute_result`` that is a number as the score (``nbgrader.utils.determine_grade``).
    """
    titles = check_titles()
    rows, lines = [], []
    for check in part.checks:
        mark = "✓" if check.score == check.points else "✗"
        title = titles.get(check.id, check.id)
        message = html.escape(check.message).replace("\n", "<br>")
        rows.append(
            f"<tr><td>{mark}</td><td>{html.escape(title)}</td><td>{check.score:g} / {check.points:g}</td>"
            f"<td style='text-align:left'>{message}</td></tr>"
        )
        lines.append(
            f"{mark} {title} ({check.score:g}/{check.points:g})" + (f"\n{check.message}" if check.message else "")
        )
    table = f"<table><tr><th></th><th>Prüfung</th><th>Punkte</th><th>Rückmeldung</th></tr>{''.join(rows)}</table>"
    display = nbformat.v4.new_output("display_data", data={"text/html": table, "text/plain": "\n".join(lines)})
    score = nbformat.v4.new_output("execute_result", data={"text/plain": repr(float(part.score))}, execution_count=1)
    return [display, score]


@functools.cache
def check_titles() -> dict[str, str]:
    """Return the German titles of all checks by id."""
    return {name: info.title for name, info in runner.list_checks().items()}
