"""What the commands show on the terminal: progress, tables, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

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
from rich.text import Text

from autograder.assignment import ASSIGNMENT
from autograder.progress import Progress as Told
from autograder.scoring import Record, State
from autograder.untrusted import plain
from autograder.written import Written

if TYPE_CHECKING:  # it brings all that starts kernels, which most commands never do
    from autograder.doctor import Finding

WHY_CHARACTERS = 300  # of what is said of one submission; the report has all of it
_COLOURS = {State.GRADED: "green", State.LIMITED: "yellow", State.NOT_GRADABLE: "red"}

console = Console()
errors = Console(stderr=True)


@contextmanager
def grading_progress() -> Iterator[Told]:
    """Show each submission as it is done, and a bar of all with the time left at the mean pace so far."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, speed_estimate_period=3600) as bar:
        task = bar.add_task("grading", total=None)

        def done(names: Sequence[str], record: Record) -> None:
            points = f"{record.score:g} / {record.points:g}, " if record.parts else ""
            rest = f" {', '.join(names)}: {points}{record.seconds:.1f} s"
            bar.console.print(Text.assemble(_state(record), rest), soft_wrap=True)
            bar.update(task, advance=1)

        yield Told(start=lambda total, known: bar.update(task, total=total, completed=known), done=done)


def show_class(records: Iterable[Record], notes: Iterable[str]) -> None:
    """Print the table of the class, and notes on the whole."""
    records = tuple(records)
    letters = [letter for letter in "abcde" if any(letter in record.parts for record in records)]
    table = Table("number", "name", "state", *letters, "points", "s", title=ASSIGNMENT)
    for record in records:
        table.add_row(
            str(record.participant or "–"),
            Text(record.name),
            _state(record),
            *(f"{record.parts[letter].score:g}" if letter in record.parts else "" for letter in letters),
            f"{record.score:g} / {record.points:g}" if record.parts else "–",
            f"{record.seconds:.0f}",
        )
    console.print(table)
    for record in records:
        why = "; ".join(filter(None, [record.reason, *record.notes]))
        if why and record.state is not State.NOT_SUBMITTED:
            _remark(record.name, why[:WHY_CHARACTERS])
    for note in notes:
        _remark("note", note)


def show_written(written: Written) -> None:
    """Print which files were written, and remarks on them."""
    for about, text in written.remarks:
        _remark(about, text)
    for path in written.files:
        console.print(Text.assemble(("written ", "green"), str(path)), soft_wrap=True)


def show_record(
    record: Record, titles: Mapping[str, str], story: Mapping[str, Iterable[str]], rules: Mapping[str, str]
) -> None:
    """Print the whole story of one submission.

    Args:
        record: What grading yielded.
        titles: German title of each check by its id.
        story: What each check asked and got.
        rules: What each check requires, as Python.
    """
    head = f": {record.state}, {record.score:g} of {record.points:g} points. {record.reason}"
    console.print(Text.assemble((record.name, "bold"), head))
    for note in record.notes:
        _remark("note", note)
    for letter, part in record.parts.items():
        console.print(Text.assemble("\n", (f"({letter})", "bold"), f" {part.score:g} / {part.points:g}"))
        for check in part.checks:
            mark = ("✓", "green") if check.score == check.points else ("✗", "red")
            line = f" {check.id} ({check.score:g} / {check.points:g}) {titles.get(check.id, '')}"
            console.print(Text.assemble(" ", mark, line))
            if check.message:
                _indented(plain(check.message).split("\n"))
            _indented(story.get(check.id, ()), "cyan")
            if check.id in rules:
                _indented(["required:", *rules[check.id].split("\n")], "dim")


def show_findings(findings: Iterable[Finding]) -> bool:
    """Print what this machine can do; return whether all that grading needs is there."""
    table = Table("", "capability", "found")
    complete = True
    for finding in findings:
        mark = "[green]✓[/]" if finding.ok else "[red]✗[/]" if finding.needed else "[yellow]–[/]"
        table.add_row(mark, finding.name, Text(finding.found))
        complete = complete and (finding.ok or not finding.needed)
    console.print(table)
    return complete


def warn_without_sandbox() -> None:
    """Print that students' code runs unprotected."""
    errors.print(
        "[bold white on red] NO SANDBOX [/] students' code runs with your rights; this is recorded in every result"
    )


def show_error(error: Exception) -> None:
    """Print an error that an operator can act on, whole and without a traceback."""
    errors.print("[bold red]error:[/]", end=" ")
    errors.print(Text(str(error)), soft_wrap=True)


def _state(record: Record) -> Text:
    return Text(record.state.replace("_", " "), _COLOURS.get(record.state, "dim"))


def _indented(lines: Iterable[str], style: str = "") -> None:
    for line in lines:
        console.print(Text(f"     {line}", style), soft_wrap=True)


def _remark(head: str, text: str) -> None:
    console.print(Text.assemble((head, "yellow"), " ", text), soft_wrap=True)
