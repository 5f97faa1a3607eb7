"""A graded class without any kernel: a real course, gradebook and kept results, filled with made-up scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from made_up import EVIDENCE, parts

from autograder.assignment import TEST_CELLS, grade_id, load_assignment
from autograder.gradebook import Course
from autograder.graded import Graded
from autograder.graded_folder import RESULTS
from autograder.harmless import make_harmless
from autograder.made_up import solved_notebook
from autograder.moodle.language import GERMAN
from autograder.moodle.sample import Layout, SampleStudent, make_worksheet
from autograder.moodle.worksheet import read_worksheet
from autograder.outputs import write_all
from autograder.pipeline import Grading
from autograder.run_file import write_run
from autograder.scoring import Record, State
from autograder.store import Store
from autograder.submission import rebuild

LAYOUT = Layout(language=GERMAN, maximum=36.0)
WORKSHEET = "Bewertungen.csv"


@dataclass(frozen=True)
class Pupil:
    """One made-up submission.

    Attributes:
        answers: Text of cells by grade id, in place of the model solution.
        lost: Checks that lost points, by id: score and message.
        outputs: Outputs of cells by grade id.
        added: Markdown cells that the student added at the end.
    """

    participant: int
    name: str
    answers: Mapping[str, str] = field(default_factory=dict)
    lost: Mapping[str, tuple[float, str]] = field(default_factory=dict)
    outputs: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    added: Sequence[str] = ()


def graded_course(folder: Path, pupils: Sequence[Pupil]) -> Course:
    """Make the folder that `autograder grade` leaves, with the worksheet beside it."""
    students = [SampleStudent(pupil.participant, pupil.name) for pupil in pupils]
    make_worksheet(folder / WORKSHEET, students, LAYOUT)
    course = Course(folder / "graded")
    course.prepare()
    graded = tuple(_graded(pupil, course) for pupil in pupils)
    keys = tuple(f"key-{pupil.participant}" for pupil in pupils)
    store = Store(course.root / RESULTS)
    for key, result in zip(keys, graded, strict=True):
        store.put(key, result)
    records = tuple(result.record for result in graded)
    grading = Grading(records, keys, store, read_worksheet(folder / WORKSHEET), 0, "made up")
    write_run(course.root, grading, folder / WORKSHEET)
    write_all(grading, course, provisional=True)
    return course


def _graded(pupil: Pupil, course: Course) -> Graded:
    handed_in = nbformat.reads(solved_notebook(pupil.answers).decode(), as_version=4)
    handed_in.cells += [nbformat.v4.new_markdown_cell(text) for text in pupil.added]
    content = nbformat.writes(handed_in).encode()
    submission = rebuild(content, load_assignment())
    record = Record(pupil.participant, pupil.name, State.GRADED, parts=parts(dict(pupil.lost)), seconds=20.0)
    for cell in submission.notebook.cells:
        name = grade_id(cell)
        if name in TEST_CELLS:
            score = repr(record.parts[TEST_CELLS[name]].score)
            cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": score}, execution_count=1)]
        elif name in pupil.outputs:
            cell.outputs = list(pupil.outputs[name])
    make_harmless(submission.notebook, load_assignment())
    graded = Graded(record, nbformat.writes(submission.notebook).encode(), EVIDENCE, dict(submission.answers))
    course.keep_submission(pupil.participant, content)
    course.enter(pupil.participant, pupil.name, graded)
    return graded
