"""From a Moodle export to marks, feedback and reports.

Exit status: 0 all well, 1 some submissions not gradable, 2 wrong use or set-up.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from autograder.assignment import ROOT, SOURCE
from autograder.errors import AutograderError, UsageError
from autograder.options import with_limits
from autograder.sandbox.limits import Limits

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)

Out = Annotated[
    Path, typer.Option("--out", "-o", help="Folder for everything that is written; an nbgrader course of its own.")
]
Graded = Annotated[Path, typer.Argument(help="Folder that `autograder grade` filled.")]
Checkpoint = Annotated[
    Path | None, typer.Option(help="State dict of a ResNet50; otherwise the torch hub cache, then the embedded one.")
]
Seed = Annotated[int, typer.Option(help="Seed of the checks' random inputs; recorded in the results.")]
Jobs = Annotated[
    int | None, typer.Option("-j", "--jobs", help="Submissions at once; otherwise as many as cores and memory allow.")
]
NoSandbox = Annotated[
    bool, typer.Option("--no-sandbox", help="DANGEROUS: run students' code unprotected, with your rights.")
]

Cold = Annotated[
    bool, typer.Option("--cold", help="Start a new sandbox for each submission: seconds slower, the same results.")
]
Cluster = Annotated[
    str | None,
    typer.Option(help="Address or scheduler file of a Dask cluster whose workers grade, instead of this machine."),
]


@app.command()
@with_limits
def grade(
    export: Annotated[
        Path, typer.Argument(help="Zip of Moodle's «Download all submissions», or its extracted folder.")
    ],
    limits: Limits,
    worksheet: Annotated[Path | None, typer.Option(help="Moodle's grading worksheet (CSV).")] = None,
    out: Out = Path("graded"),
    jobs: Jobs = None,
    checkpoint: Checkpoint = None,
    seed: Seed = 0,
    due: Annotated[datetime | None, typer.Option(help="When it was due, in Moodle's local time.")] = None,
    provisional: Annotated[bool, typer.Option(help="Write grades while (f) and (g) are not marked.")] = True,
    cluster: Cluster = None,
    cold: Cold = False,
    no_sandbox: NoSandbox = False,
) -> None:
    """Grade a Moodle export: worksheet, feedback.zip, report.html and results.json are left in --out."""
    from autograder.grade_class import grade_class
    from autograder.hub import default_settings
    from autograder.stamp import Order

    settings = default_settings(checkpoint, seed=seed, limits=limits, sandboxed=not no_sandbox, warm=not cold)
    complete = grade_class(Order(export, worksheet, out, settings, due, provisional), jobs=jobs, cluster=cluster)
    raise typer.Exit(0 if complete else 1)


@app.command()
def export(
    graded: Graded = Path("graded"),
    worksheet: Annotated[Path | None, typer.Option(help="A worksheet downloaded since.")] = None,
    provisional: Annotated[bool, typer.Option(help="Write grades while (f) or (g) is not marked.")] = False,
) -> None:
    """Write worksheet, feedback and report again, with the marks and comments given in formgrader since."""
    from autograder.console import show_written
    from autograder.gradebook import Course
    from autograder.outputs import write_all
    from autograder.run_file import read_run

    show_written(write_all(read_run(graded, worksheet), Course(graded.resolve()), provisional=provisional))


@app.command()
def feedback(
    graded: Graded = Path("graded"),
    pages: Annotated[Path | None, typer.Option(help="Folder for the single pages too, to look at them.")] = None,
) -> None:
    """Write the students' feedback again, with the marks and comments given in formgrader since."""
    from autograder.console import show_written
    from autograder.files import write_atomically
    from autograder.gradebook import Course
    from autograder.outputs import feedback_pages, write_feedback
    from autograder.run_file import read_run
    from autograder.written import Written

    grading, marks = read_run(graded), Course(graded.resolve()).manual_marks()
    written = write_feedback(grading, graded, marks)
    if pages is not None:
        for number, page in feedback_pages(grading, marks):
            write_atomically(pages / f"{number}.html", page)
            written = (*written, pages / f"{number}.html")
    show_written(Written(written))


@app.command()
def report(graded: Graded = Path("graded")) -> None:
    """Write the instructor's report again, as a page, as JSON and as JUnit XML."""
    from autograder.console import show_class, show_written
    from autograder.outputs import write_report
    from autograder.run_file import read_run
    from autograder.written import Written

    grading = read_run(graded)
    show_class(grading.records, grading.notes)
    show_written(Written(write_report(grading, graded)))


@app.command()
@with_limits
def explain(
    notebook: Annotated[Path, typer.Argument(help="A submission, or any notebook of this assignment.")],
    limits: Limits,
    as_json: Annotated[bool, typer.Option("--json", help="Print the same as JSON.")] = False,
    checkpoint: Checkpoint = None,
    seed: Seed = 0,
    cold: Cold = False,
    no_sandbox: NoSandbox = False,
) -> None:
    """Grade one notebook and tell of every check what it asked, what came back, what it measured and requires, and why.

    For the talk with a student who objects. It gives the hidden checks away: do not hand it out.
    """
    from autograder.checklist import check_titles
    from autograder.console import console, show_record, warn_without_sandbox
    from autograder.grading import grade_notebook
    from autograder.hub import default_settings
    from autograder.rules import rules

    if no_sandbox:
        warn_without_sandbox()
    if not notebook.is_file():
        raise UsageError(f"{notebook}: expected a notebook, found no such file")
    settings = default_settings(checkpoint, seed=seed, limits=limits, sandboxed=not no_sandbox, warm=not cold)
    graded = grade_notebook(notebook.read_bytes(), settings, name=notebook.name)
    record = graded.record
    if as_json:
        whole = {"seed": seed, "checkpoint": settings.checkpoint.description, "story": graded.story, "rules": rules()}
        typer.echo(json.dumps({**record.to_json(), **whole}, ensure_ascii=False, indent=2))
    else:
        console.print(f"seed {seed}, {settings.checkpoint.description}", highlight=False, soft_wrap=True)
        show_record(record, check_titles(), graded.story, rules())
    raise typer.Exit(0 if record.parts else 1)


@app.command()
def release(
    checkpoint: Checkpoint = None, source: Annotated[Path, typer.Option(help="Source notebook.")] = SOURCE
) -> None:
    """Build and test what students get; refuses when the solution is broken or something hidden would leak."""
    from autograder.console import console, show_written
    from autograder.hub import default_settings
    from autograder.release import build_release, write_release
    from autograder.written import Written

    with console.status("Building the release and grading the solution and the untouched release …"):
        built = build_release(source, default_settings(checkpoint))
    show_written(Written(tuple(write_release(built, ROOT))))


@app.command()
def demo(out: Out = Path("demo"), jobs: Jobs = None, checkpoint: Checkpoint = None) -> None:
    """Grade a made-up class with right, wrong, late, broken and hostile submissions, end to end."""
    from autograder import demo as made_up
    from autograder.console import console
    from autograder.grade_class import grade_class
    from autograder.hub import default_settings
    from autograder.stamp import Order

    settings = default_settings(checkpoint, limits=made_up.LIMITS)
    with console.status("Making the Moodle export of a class …"):
        files = made_up.make_class(out / "moodle")
    console.print(f"Moodle export [cyan]{files.export}[/], worksheet [cyan]{files.worksheet}[/]")
    grade_class(Order(files.export, files.worksheet, out, settings, made_up.DUE), jobs=jobs)


@app.command()
def doctor() -> None:
    """Show what this machine can do, each capability with a real try."""
    from autograder.console import show_findings
    from autograder.doctor import examine

    raise typer.Exit(0 if show_findings(examine()) else 2)


def main() -> None:
    """Run the command; an error that an operator can act on is one text on stderr and exit status 2."""
    from reference.errors import ReferenceImplementationError

    try:
        app()
    except (AutograderError, ReferenceImplementationError) as error:
        from autograder.console import show_error

        show_error(error)
        sys.exit(2)
    except KeyboardInterrupt:
        typer.echo("interrupted; what was graded is kept, and the same command goes on from there", err=True)
        sys.exit(130)
