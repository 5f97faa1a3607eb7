"""The command ``autograder``. Exit status: 0 all graded, 1 some not gradable, 2 wrong use or set-up."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from autograder.assignment import ASSIGNMENT, ROOT, SOURCE
from autograder.errors import AutograderError
from autograder.scoring import Record, State

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
console = Console()
errors = Console(stderr=True)

Out = Annotated[
    Path, typer.Option("--out", "-o", help="Folder for everything that is written; an nbgrader course of its own.")
]
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
CellSeconds = Annotated[float, typer.Option(help="Seconds that a cell may take.")]
CallSeconds = Annotated[float, typer.Option(help="Seconds that a call by a check may take.")]
SubmissionSeconds = Annotated[float, typer.Option(help="Seconds that a submission may take.")]
MemoryMib = Annotated[int, typer.Option(help="Memory that a submission may use, in MiB.")]


@app.command()
def grade(
    export: Annotated[
        Path, typer.Argument(help="Zip of Moodle's «Download all submissions», or its extracted folder.")
    ],
    worksheet: Annotated[Path | None, typer.Option(help="Moodle's grading worksheet (CSV).")] = None,
    out: Out = Path("graded"),
    jobs: Jobs = None,
    checkpoint: Checkpoint = None,
    seed: Seed = 0,
    due: Annotated[datetime | None, typer.Option(help="When it was due, in Moodle's local time.")] = None,
    provisional: Annotated[bool, typer.Option(help="Write grades while (f) and (g) are not marked.")] = True,
    cell_seconds: CellSeconds = 120.0,
    call_seconds: CallSeconds = 60.0,
    submission_seconds: SubmissionSeconds = 900.0,
    memory_mib: MemoryMib = 4096,
    no_sandbox: NoSandbox = False,
) -> None:
    """Grade a Moodle export: results.json, the worksheet, feedback.zip and report.html are left in --out."""
    from autograder.grading import Settings
    from autograder.hub import default_settings
    from autograder.sandbox.limits import MIB, Limits

    limits = Limits(
        cell_s=cell_seconds, call_s=call_seconds, submission_s=submission_seconds, memory_bytes=memory_mib * MIB
    )
    settings: Settings = default_settings(checkpoint, seed=seed, limits=limits, sandboxed=not no_sandbox)
    raise typer.Exit(_grade(export, worksheet, out, settings, jobs, due, provisional=provisional))


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="Folder that `autograder grade` filled.")] = Path("graded"),
    worksheet: Annotated[Path | None, typer.Option(help="A worksheet downloaded since.")] = None,
    provisional: Annotated[bool, typer.Option(help="Write grades while (f) or (g) is not marked.")] = False,
) -> None:
    """Write worksheet, feedback and report again, with the marks and comments given in formgrader since."""
    from autograder.run_file import read_run

    run = read_run(out)
    raise typer.Exit(
        _grade(run.export, worksheet or run.worksheet, out, run.settings, None, run.due, provisional=provisional)
    )


@app.command()
def explain(
    notebook: Annotated[Path, typer.Argument(help="A submission, or any notebook of this assignment.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
    checkpoint: Checkpoint = None,
    seed: Seed = 0,
    no_sandbox: NoSandbox = False,
) -> None:
    """Grade one notebook and tell every check with its message."""
    from autograder.errors import UsageError
    from autograder.grading import check_titles, grade_notebook
    from autograder.hub import default_settings

    _warn(no_sandbox)
    if not notebook.is_file():
        raise UsageError(f"{notebook}: expected a notebook, found no such file")
    graded = grade_notebook(
        notebook.read_bytes(), default_settings(checkpoint, seed=seed, sandboxed=not no_sandbox), name=notebook.name
    )
    record = graded.record
    if as_json:
        typer.echo(json.dumps(record.to_json(), ensure_ascii=False, indent=2))
    else:
        _tell(record, check_titles())
    raise typer.Exit(0 if record.parts else 1)


@app.command()
def release(
    checkpoint: Checkpoint = None, source: Annotated[Path, typer.Option(help="Source notebook.")] = SOURCE
) -> None:
    """Build and test what students get; refuses when the solution is broken or something hidden would leak."""
    from autograder.hub import default_settings
    from autograder.release import build_release, write_release

    with console.status("Building the release and grading the solution and the untouched release …"):
        built = build_release(source, default_settings(checkpoint))
    for path in write_release(built, ROOT):
        console.print(f"[green]written[/] {path.relative_to(ROOT)}")


@app.command()
def demo(out: Out = Path("demo"), jobs: Jobs = None, checkpoint: Checkpoint = None) -> None:
    """Grade a made-up class with right, wrong, late, broken and hostile submissions, end to end."""
    from autograder import demo as made_up
    from autograder.hub import default_settings

    settings = default_settings(checkpoint, limits=made_up.LIMITS)
    with console.status("Making the Moodle export of a class …"):
        files = made_up.make_class(out / "moodle")
    console.print(f"Moodle export [cyan]{files.export}[/], worksheet [cyan]{files.worksheet}[/]")
    status = _grade(files.export, files.worksheet, out, settings, jobs, made_up.DUE, provisional=True)
    raise typer.Exit(0 if status == 1 else status)  # some of the made-up submissions cannot be graded


@app.command()
def doctor() -> None:
    """Show what this machine can do, each capability with a real try."""
    from autograder.doctor import examine

    table = Table("", "capability", "found")
    missing = False
    for finding in examine():
        mark = "[green]✓[/]" if finding.ok else "[red]✗[/]" if finding.needed else "[yellow]–[/]"
        table.add_row(mark, finding.name, finding.found)
        missing = missing or (finding.needed and not finding.ok)
    console.print(table)
    raise typer.Exit(2 if missing else 0)


def main() -> None:
    """Run the command; an error that an operator can act on is one text on stderr and exit status 2."""
    from reference.errors import ReferenceImplementationError

    try:
        app()
    except (AutograderError, ReferenceImplementationError) as error:
        errors.print("[bold red]error:[/]", end=" ")
        errors.print(str(error), markup=False, highlight=False, soft_wrap=True)
        sys.exit(2)
    except KeyboardInterrupt:
        errors.print("interrupted; what was graded is kept, and the same command goes on from there")
        sys.exit(130)


def _grade(
    export: Path,
    worksheet: Path | None,
    out: Path,
    settings: object,
    jobs: int | None,
    due: datetime | None,
    *,
    provisional: bool,
) -> int:
    """Grade, write everything, print a table; return the exit status."""
    from autograder.cohort import workers_for
    from autograder.gradebook import Course
    from autograder.grading import Settings
    from autograder.outputs import write_all
    from autograder.pipeline import Progress as Told
    from autograder.pipeline import grade_export
    from autograder.run_file import Run, write_run

    if not isinstance(settings, Settings):
        raise TypeError("settings must be Settings")
    _warn(not settings.sandboxed)
    workers = jobs or workers_for()
    settings = replace(settings, limits=replace(settings.limits, threads=1))
    console.print(
        f"Weights: {settings.checkpoint.description}\n"
        f"Seed {settings.seed}, {workers} at once, results in [cyan]{out}[/]"
    )
    course = Course(out.resolve())
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("grading", total=None)

        def done(record: Record) -> None:
            bar.update(task, advance=1, description=f"grading ({record.state})")

        told = Told(start=lambda total, kept: bar.update(task, total=total, completed=kept), done=done)
        grading = grade_export(export, worksheet, course, settings, workers=workers, due=due, progress=told)
    written = write_all(grading, course, provisional=provisional)
    write_run(course.root, Run(export.resolve(), worksheet and worksheet.resolve(), due, settings))
    _table(grading.records)
    for note in grading.notes:
        console.print(f"[yellow]note[/] {note}", highlight=False)
    for verdict in written.verdicts:
        for warning in verdict.warnings:
            console.print(f"[yellow]Moodle, row {verdict.line}, {verdict.name}[/] {warning}", highlight=False)
    for path in written.files:
        console.print(f"[green]written[/] {path}", highlight=False, soft_wrap=True)
    return 1 if any(record.state is State.NOT_GRADABLE for record in grading.records) else 0


def _table(records: tuple[Record, ...]) -> None:
    letters = [letter for letter in "abcde" if any(letter in record.parts for record in records)]
    table = Table("participant", "name", "state", *letters, "points", "s", "why", title=ASSIGNMENT)
    for record in records:
        scores = [f"{record.parts[letter].score:g}" if letter in record.parts else "" for letter in letters]
        points = f"{record.score:g} / {record.points:g}" if record.parts else "–"
        colour = {State.GRADED: "green", State.LIMITED: "yellow", State.NOT_GRADABLE: "red"}.get(record.state, "dim")
        why = record.reason if record.state is not State.GRADED else "; ".join(record.notes)
        table.add_row(
            str(record.participant or "–"),
            record.name,
            f"[{colour}]{record.state}[/]",
            *scores,
            points,
            f"{record.seconds:.0f}",
            why[:160],
        )
    console.print(table)


def _tell(record: Record, titles: dict[str, str]) -> None:
    console.print(
        f"[bold]{record.name}[/]: {record.state}, {record.score:g} of {record.points:g} points. {record.reason}"
    )
    for note in record.notes:
        console.print(f"[yellow]note[/] {note}", highlight=False)
    for letter, part in record.parts.items():
        console.print(f"\n[bold]({letter})[/] {part.score:g} / {part.points:g}")
        for check in part.checks:
            mark = "[green]✓[/]" if check.score == check.points else "[red]✗[/]"
            console.print(
                f" {mark} {check.id} ({check.score:g} / {check.points:g}) {titles.get(check.id, '')}", highlight=False
            )
            if check.message:
                console.print("     " + check.message.replace("\n", "\n     "), highlight=False, markup=False)


def _warn(no_sandbox: bool) -> None:
    if no_sandbox:
        errors.print(
            "[bold white on red] NO SANDBOX [/] students' code runs with your rights; this is recorded in every result"
        )
