"""From a Moodle export to marks, feedback and report: everything that happens in one grading."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from autograder.assignment import SOLUTION_CELLS, load_assignment
from autograder.cohort import Task, grade_cohort
from autograder.gradebook import Course
from autograder.grading import Graded, Settings, not_gradable
from autograder.moodle.export import Export, read_export
from autograder.moodle.roster import Person, Roster, join
from autograder.moodle.worksheet import Worksheet, read_worksheet
from autograder.scoring import Record, State
from autograder.similarity import SimilarPair, similar_pairs
from autograder.store import Store, key_of

NOT_SUBMITTED = "Es liegt keine Abgabe vor."


@dataclass(frozen=True)
class Progress:
    """Told about each submission as it is done."""

    start: Callable[[int, int], None] = lambda _total, _kept: None
    done: Callable[[Record], None] = lambda _record: None


@dataclass(frozen=True)
class Grading:
    """A whole class, graded.

    Attributes:
        graded: Everybody exactly once, in the roster's order.
        worksheet: Moodle's worksheet, if there was one.
        notes: English remarks on the export as a whole.
        similar: Very similar solutions.
        seconds: Wall time.
    """

    settings: Settings
    graded: tuple[Graded, ...]
    worksheet: Worksheet | None
    notes: tuple[str, ...]
    similar: tuple[SimilarPair, ...] = ()
    seconds: float = 0.0
    fresh: int = field(default=0)

    @property
    def records(self) -> tuple[Record, ...]:
        """Records of everybody."""
        return tuple(graded.record for graded in self.graded)


def grade_export(
    export: Path,
    worksheet: Path | None,
    course: Course,
    settings: Settings,
    *,
    workers: int,
    due: datetime | None = None,
    progress: Progress = Progress(),
) -> Grading:
    """Grade everything in a Moodle export; what was graded before under the same conditions is not graded again.

    Raises:
        UsageError: If the export or the worksheet cannot be read.
        SetupError: If this machine cannot grade.
    """
    started = time.monotonic()
    read: Export = read_export(export)
    sheet = None if worksheet is None else read_worksheet(worksheet)
    roster = join(read, sheet, due)
    course.prepare()
    contents = [person.handin.notebook if person.handin else None for person in roster.people]
    results, fresh = _grade_contents([c for c in contents if c is not None], settings, course, workers, progress)
    graded = tuple(
        _personal(person, None if content is None else results[content], settings)
        for person, content in zip(roster.people, contents, strict=True)
    )
    _enter(course, roster, graded)
    return Grading(settings, graded, sheet, roster.notes, _similar(roster, graded), time.monotonic() - started, fresh)


def _grade_contents(
    contents: Sequence[bytes], settings: Settings, course: Course, workers: int, progress: Progress
) -> tuple[dict[bytes, Graded], int]:
    """Grade each distinct notebook once, from the store where it is there; return the results and how many were new."""
    store = Store(course.root / "results")
    results: dict[bytes, Graded] = {}
    for content in dict.fromkeys(contents):
        kept = store.get(key_of(content, settings))
        if kept is not None:
            results[content] = kept
    missing = [content for content in dict.fromkeys(contents) if content not in results]
    progress.start(len(missing) + len(results), len(results))
    tasks = [Task(None, str(index), content) for index, content in enumerate(missing)]
    if tasks:
        for task, graded in grade_cohort(tasks, settings, min(workers, len(tasks))):
            results[task.content] = graded
            if graded.record.parts:
                store.put(key_of(task.content, settings), graded)
            progress.done(graded.record)
    return results, len(missing)


def _personal(person: Person, graded: Graded | None, settings: Settings) -> Graded:
    """Return a result as that of one person."""
    if graded is None and person.handin is not None:
        problem = person.handin.problem or "no notebook was handed in"
        graded = Graded(not_gradable(None, "", problem, sandboxed=settings.sandboxed))
    if graded is None:
        missing = Record(
            None, "", State.NOT_SUBMITTED, "nothing was handed in", NOT_SUBMITTED, sandboxed=settings.sandboxed
        )
        graded = Graded(missing)
    late = f"late by {person.late}" if person.late else ""
    notes = [*graded.record.notes, *person.notes, *([late] if late else [])]
    record = replace(graded.record, participant=person.participant, name=person.name, notes=tuple(dict.fromkeys(notes)))
    return replace(graded, record=record)


def _enter(course: Course, roster: Roster, graded: Sequence[Graded]) -> None:
    """Write submissions and results to the course, the only writer of its gradebook."""
    gone = []
    for person, result in zip(roster.people, graded, strict=True):
        if person.participant is None:
            continue
        if result.record.state is State.NOT_SUBMITTED:
            gone.append(person.participant)
            continue
        if person.handin is not None and person.handin.notebook is not None:
            course.keep_submission(person.participant, person.handin.notebook)
        course.enter(person.participant, person.name, result)
    course.drop(gone)


def _similar(roster: Roster, graded: Sequence[Graded]) -> tuple[SimilarPair, ...]:
    """Return very similar solutions of people who did not hand in together."""
    cells = load_assignment().cells
    template = {name: cells[name].source for name in SOLUTION_CELLS}
    solutions: dict[int | str, Mapping[str, str]] = {}
    seen: set[int] = set()
    for person, result in zip(roster.people, graded, strict=True):
        if person.participant is None or not result.answers or id(person.handin) in seen:
            continue
        seen.add(id(person.handin))
        solutions[person.participant] = {name: result.answers.get(name, "") for name in SOLUTION_CELLS}
    return similar_pairs(solutions, template)
