"""What an instructor gets: the filled-in worksheet, feedback.zip, report.html, results.json, junit.xml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from autograder.assignment import ASSIGNMENT, MANUAL_CELLS, Assignment, load_assignment
from autograder.checklist import check_titles, list_checks
from autograder.errors import UsageError
from autograder.feedback import feedback_page
from autograder.files import write_atomically
from autograder.gradebook import Course
from autograder.junit import junit_xml
from autograder.moodle.feedback_zip import write_feedback_zip
from autograder.moodle.grades import fill
from autograder.moodle.importrules import dry_run
from autograder.pipeline import Grading
from autograder.report import report_page
from autograder.results import results_json
from autograder.worksheet_grades import SILENT, Marks, grades_of, worksheet_notes
from autograder.written import Written


def write_all(grading: Grading, course: Course, *, provisional: bool) -> Written:
    """Write every file for the instructor into the course's folder; see `write_worksheet` for `provisional`.

    Raises:
        UsageError: If the worksheet cannot take the grades.
    """
    marks = course.manual_marks()
    report = write_report(grading, course.root)
    feedback = write_feedback(grading, course.root, marks)
    if grading.worksheet is None:
        return Written((*feedback, *report))
    worksheet = write_worksheet(grading, course.root / Path(grading.worksheet.source).name, marks, provisional)
    return Written((*worksheet.files, *feedback, *report), worksheet.remarks)


def write_report(grading: Grading, folder: Path) -> tuple[Path, ...]:
    """Write report.html, results.json and junit.xml."""
    results = grading.results
    noted = replace(results, notes=(*results.notes, *worksheet_notes(grading.worksheet)))
    contents = {
        folder / "report.html": report_page(noted, tuple(list_checks().values())),
        folder / "results.json": results_json(results),
        folder / "junit.xml": junit_xml(results.records, ASSIGNMENT),
    }
    for path, content in contents.items():
        write_atomically(path, content)
    return tuple(contents)


def write_feedback(grading: Grading, folder: Path, marks: Marks) -> tuple[Path, ...]:
    """Write feedback.zip for Moodle, with the marks and comments of (f) and (g)."""
    path = folder / "feedback.zip"
    write_feedback_zip(path, feedback_pages(grading, marks))
    return (path,)


def feedback_pages(grading: Grading, marks: Marks) -> Iterator[tuple[int, bytes]]:
    """Yield participant numbers with feedback pages, one after the other."""
    titles, released = check_titles(), load_assignment()
    for graded in grading.graded():
        record = graded.record
        if record.participant is None or record.state in SILENT:
            continue
        page = feedback_page(
            record,
            assignment=ASSIGNMENT,
            titles=titles,
            evidence=graded.evidence,
            manual=marks.get(record.participant, ()) if record.parts else (),
            answers=_manual_answers(graded.answers, released),
        )
        yield record.participant, page


def write_worksheet(grading: Grading, path: Path, marks: Marks, provisional: bool) -> Written:
    """Fill in the grading worksheet, and try what Moodle will do with it.

    Args:
        grading: The class, with its worksheet.
        path: The file to write.
        marks: Marks of (f) and (g).
        provisional: Whether a grade is written while (f) or (g) is not marked; otherwise its cell stays as it is.

    Raises:
        UsageError: If there is no worksheet, or it cannot take the grades.
    """
    worksheet = grading.worksheet
    if worksheet is None:
        raise UsageError("expected Moodle's grading worksheet, found none; give it with --worksheet")
    records = grading.records
    content = fill(worksheet, grades_of(worksheet, records, marks, check_titles(), provisional=provisional))
    remarks = [("note", note) for note in worksheet_notes(worksheet)]
    remarks += [
        (f"Moodle, row {verdict.line}, {verdict.name}", warning)
        for verdict in dry_run(content, worksheet)
        for warning in verdict.warnings
    ]
    write_atomically(path, content)
    return Written((path,), tuple(remarks))


def _manual_answers(answers: Mapping[str, str], released: Assignment) -> dict[str, str]:
    """Return what was answered in (f) and (g), by part letter; what is still as released is no answer."""
    return {
        part: answers[cell]
        for cell, part in MANUAL_CELLS.items()
        if answers.get(cell, "").strip() not in ("", released.cells[cell].source.strip())
    }
