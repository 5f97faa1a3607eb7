"""Grade a class, write everything, and tell about it: what `autograder grade` and `autograder demo` do."""

from __future__ import annotations

from dataclasses import replace

from autograder.console import console, grading_progress, show_class, show_written, warn_without_sandbox
from autograder.errors import UsageError
from autograder.results import Results, read_results
from autograder.scoring import State
from autograder.stamp import Order, marks_in, standing, write_stamp
from autograder.written import Written


def grade_class(order: Order, *, jobs: int | None, cluster: str | None = None) -> bool:
    """Grade a Moodle export into a folder; return whether everybody who submitted could be graded.

    Where the same was done before and nothing has changed since, it is told again, and nothing is done.

    Args:
        order: What is to be graded, how, and into which folder.
        jobs: Submissions at once; None for as many as the machine takes.
        cluster: Address of a Dask scheduler whose workers grade, instead of this machine's processes.

    Raises:
        AutograderError: If the files cannot be read, or this machine cannot grade.
    """
    order = replace(order, out=order.out.resolve())
    if order.worksheet is not None and order.worksheet.resolve().parent == order.out:
        raise UsageError(
            f"{order.worksheet}: the filled-in worksheet would replace it; choose another folder with --out"
        )
    if not order.settings.sandboxed:
        warn_without_sandbox()
    digest = order.digest()
    written = standing(digest, order.out)
    if written is None:
        results, written = _grade(order, digest, jobs, cluster)
    else:
        console.print(f"Nothing has changed since this class was graded into [cyan]{order.out}[/], and nothing is done")
        results = read_results((order.out / "results.json").read_bytes())
    show_class(results.records, results.notes)
    show_written(written)
    return all(record.state is not State.NOT_GRADABLE for record in results.records)


def _grade(order: Order, digest: str, jobs: int | None, cluster: str | None) -> tuple[Results, Written]:
    """Grade, write everything, and leave a stamp, unless something is worth another try."""
    # They bring nbgrader, which takes seconds, and of which a class that stands needs nothing.
    from autograder.gradebook import Course
    from autograder.outputs import write_all
    from autograder.pipeline import grade_export
    from autograder.run_file import write_run
    from autograder.workforce import hired

    out, settings = order.out, order.settings
    course = Course(out)
    with hired(cluster, jobs) as workforce, grading_progress() as told:
        console.print(
            f"Weights: {settings.checkpoint.description}\n"
            f"Seed {settings.seed}, {workforce.slots()} at once, results in [cyan]{out}[/]"
        )
        grading = grade_export(
            order.export, order.worksheet, course, settings, workforce=workforce, due=order.due, progress=told
        )
    write_run(out, grading, order.worksheet)
    marks = marks_in(out)
    written = write_all(grading, course, provisional=order.provisional)
    if grading.final:
        write_stamp(digest, out, marks, written)
    return grading.results, written
