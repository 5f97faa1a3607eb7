"""From a Moodle export to marks, feedback and report: everything that happens in one grading."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from autograder.assignment import ASSIGNMENT, SOLUTION_CELLS, load_assignment
from autograder.beside import Beside, beside_handin
from autograder.cohort import Task, grade_cohort
from autograder.errors import UsageError
from autograder.gradebook import Course
from autograder.graded import Graded, not_gradable
from autograder.graded_folder import RESULTS
from autograder.moodle.export import Export, read_export
from autograder.moodle.roster import Person, Roster, join
from autograder.moodle.worksheet import Worksheet, read_worksheet
from autograder.progress import NOBODY, Progress
from autograder.results import Results, SimilarPair
from autograder.scoring import Record, State
from autograder.settings import Settings
from autograder.similarity import similar_pairs
from autograder.store import Store, key_of
from autograder.workforce import Workforce

NOT_SUBMITTED = "Es liegt keine Abgabe vor."


@dataclass(frozen=True)
class Grading:
    """A whole class, graded.

    Attributes:
        records: Everybody exactly once, in the roster's order.
        keys: Under which each result is kept, in the same order; None where nothing could be graded.
        store: Where notebooks, pictures and answers are kept, which would be too much in memory for a large class.
        worksheet: Moodle's worksheet, if there was one.
        seed: Seed of the random inputs.
        checkpoint: Which weights were used.
        notes: English remarks on the export as a whole.
        similar: Very similar solutions.
        seconds: Wall time.
    """

    records: tuple[Record, ...]
    keys: tuple[str | None, ...]
    store: Store
    worksheet: Worksheet | None
    seed: int
    checkpoint: str
    notes: tuple[str, ...] = ()
    similar: tuple[SimilarPair, ...] = ()
    seconds: float = 0.0

    @property
    def results(self) -> Results:
        """What stands in results.json."""
        return Results(ASSIGNMENT, self.seed, self.checkpoint, self.records, self.seconds, self.similar, self.notes)

    @property
    def final(self) -> bool:
        """Whether grading again would judge nothing: whatever could be judged was."""
        return all(record.parts for record, key in zip(self.records, self.keys, strict=True) if key)

    def graded(self) -> Iterator[Graded]:
        """Yield everybody's whole result, one after the other.

        Raises:
            UsageError: If the store has lost one.
        """
        for record, key in zip(self.records, self.keys, strict=True):
            yield _whole(record, key, self.store)


def grade_export(
    export: Path,
    worksheet: Path | None,
    course: Course,
    settings: Settings,
    *,
    workforce: Workforce,
    due: datetime | None = None,
    progress: Progress = NOBODY,
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
    besides = [_beside(person, settings) for person in roster.people]
    tasks = [_task(person, beside) for person, beside in zip(roster.people, besides, strict=True)]
    store = Store(course.root / RESULTS)
    keys = tuple(key_of(task.content, task.files, settings) if task else None for task in tasks)
    distinct = {key: task for key, task in zip(keys, tasks, strict=True) if key and task}
    authors: dict[str, list[str]] = {key: [] for key in distinct}
    for person, key in zip(roster.people, keys, strict=True):
        if key:
            authors[key].append(person.name)
    results = _grade_tasks(distinct, authors, settings, store, workforce, progress)
    records = tuple(
        _personal(person, beside, results[key] if key else None, settings)
        for person, beside, key in zip(roster.people, besides, keys, strict=True)
    )
    grading = Grading(
        records=records,
        keys=keys,
        store=store,
        worksheet=sheet,
        seed=settings.seed,
        checkpoint=settings.checkpoint.description,
        notes=roster.notes,
    )
    answers = _enter(course, roster, grading.graded())
    return replace(grading, similar=_similar(roster, answers), seconds=time.monotonic() - started)


def _beside(person: Person, settings: Settings) -> Beside:
    """Return what a person's kernel sees beside the notebook."""
    return beside_handin(person.handin, settings.limits) if person.handin else Beside({})


def _task(person: Person, beside: Beside) -> Task | None:
    """Return what is to be graded of a person's, if there is a notebook."""
    if person.handin is None or person.handin.notebook is None:
        return None
    return Task(None, "", person.handin.notebook, beside.files)


def _grade_tasks(
    tasks: Mapping[str, Task],
    authors: Mapping[str, Sequence[str]],
    settings: Settings,
    store: Store,
    workforce: Workforce,
    progress: Progress,
) -> dict[str, Record]:
    """Grade each hand-in, given by its key, unless the store has it; return the records by key."""
    results = {key: kept.record for key in tasks if (kept := store.get(key)) is not None}
    missing = {key: replace(task, known=store.known(key)) for key, task in tasks.items() if key not in results}
    progress.start(len(tasks), len(results))
    if missing:
        keys = {id(task): key for key, task in missing.items()}
        for task, graded in grade_cohort(missing.values(), settings, workforce):
            key = keys[id(task)]
            results[key] = graded.record
            if graded.record.parts:
                store.put(key, graded)
            progress.done(authors[key], graded.record)
    return results


def _personal(person: Person, beside: Beside, record: Record | None, settings: Settings) -> Record:
    """Return a record as that of one person."""
    if record is None and person.handin is not None:
        problem = person.handin.problem or "no notebook was handed in"
        record = not_gradable(None, "", problem, sandboxed=settings.sandboxed)
    if record is None:
        reason = "nothing was handed in"
        record = Record(None, "", State.NOT_SUBMITTED, reason, NOT_SUBMITTED, sandboxed=settings.sandboxed)
    late = f"late by {person.late}" if person.late else ""
    notes = [*record.notes, *person.notes, *beside.notes, *([late] if late else [])]
    return replace(record, participant=person.participant, name=person.name, notes=tuple(dict.fromkeys(notes)))


def _whole(record: Record, key: str | None, store: Store) -> Graded:
    """Return a person's result with what the checks saw, which stands in the store."""
    if key is None or not record.parts:
        return Graded(record)
    kept = store.get(key)
    if kept is None:
        raise UsageError(
            f"{store.folder / key}.json: expected what {record.name} was graded by, found nothing readable; grade again"
        )
    return replace(kept, record=record)


def _enter(course: Course, roster: Roster, graded: Iterable[Graded]) -> list[Mapping[str, str]]:
    """Write submissions and results to the course, the only writer of its gradebook; return everybody's answers."""
    entered = course.entered()
    gone: list[int] = []
    answers: list[Mapping[str, str]] = []
    for person, result in zip(roster.people, graded, strict=True):
        answers.append(result.answers)
        if person.participant is None:
            continue
        if result.record.state is State.NOT_SUBMITTED:
            gone.append(person.participant)
            continue
        if person.handin is not None and person.handin.notebook is not None:
            course.keep_submission(person.participant, person.handin.notebook)
        course.enter(person.participant, person.name, result, entered)
    course.drop(gone)
    return answers


def _similar(roster: Roster, answers: Sequence[Mapping[str, str]]) -> tuple[SimilarPair, ...]:
    """Return very similar solutions of people who did not hand in together."""
    cells = load_assignment().cells
    template = {name: cells[name].source for name in SOLUTION_CELLS}
    solutions: dict[int | str, Mapping[str, str]] = {}
    seen: set[int] = set()
    for person, given in zip(roster.people, answers, strict=True):
        if person.participant is None or not given or id(person.handin) in seen:
            continue
        seen.add(id(person.handin))
        solutions[person.participant] = {name: given.get(name, "") for name in SOLUTION_CELLS}
    return similar_pairs(solutions, template)
