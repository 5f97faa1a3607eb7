"""Grade a class, write everything, and tell about it: what `autograder grade` and `autograder demo` do."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from autograder.console import console, grading_progress, show_class, show_written, warn_without_sandbox
from autograder.errors import UsageError
from autograder.gradebook import Course
from autograder.outputs import write_all
from autograder.pipeline import grade_export
from autograder.run_file import write_run
from autograder.scoring import State
from autograder.settings import Settings
from autograder.workforce import hired
from autograder.worksheet_grades import worksheet_notes


def grade_class(
    export: Path,
    worksheet: Path | None,
    out: Path,
    settings: Settings,
    *,
    jobs: int | None,
    cluster: str | None = None,
    due: datetime | None,
    provisional: bool,
) -> bool:
    """Grade a Moodle export into a folder; return whether everybody who submitted could be graded.

    Args:
        export: Moodle's zip, or the folder extracted from it.
        worksheet: Moodle's grading worksheet.
        out: Folder for everything that is written.
        settings: Weights, seed and limits.
        jobs: Submissions at once; None for as many as the machine takes.
        cluster: Address of a Dask scheduler whose workers grade, instead of this machine's processes.
        due: When it was due, in Moodle's local time.
        provisional: Whether grades are written while (f) and (g) are not marked.

    Raises:
        AutograderError: If the files cannot be read, or this machine cannot grade.
    """
    if worksheet is not None and worksheet.resolve().parent == out.resolve():
        raise UsageError(f"{worksheet}: the filled-in worksheet would replace it; choose another folder with --out")
    if not settings.sandboxed:
        warn_without_sandbox()
    course = Course(out.resolve())
    with hired(cluster, jobs) as workforce, grading_progress() as told:
        console.print(
            f"Weights: {settings.checkpoint.description}\n"
            f"Seed {settings.seed}, {workforce.slots()} at once, results in [cyan]{out}[/]"
        )
        grading = grade_export(export, worksheet, course, settings, workforce=workforce, due=due, progress=told)
    write_run(course.root, grading, worksheet)
    written = write_all(grading, course, provisional=provisional)
    show_class(grading.records, [*grading.notes, *worksheet_notes(grading.worksheet)])
    show_written(written)
    return all(record.state is not State.NOT_GRADABLE for record in grading.records)
