"""What an instructor gets: results.json, the filled-in worksheet, feedback.zip, report.html, junit.xml."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from autograder.assignment import ASSIGNMENT, MANUAL_CELLS, load_assignment
from autograder.errors import UsageError
from autograder.feedback import ManualMark, feedback_comment, feedback_page, total
from autograder.gradebook import Course, write_atomically
from autograder.grading import Graded
from autograder.junit import junit_xml
from autograder.moodle.feedback_zip import write_feedback_zip
from autograder.moodle.grades import Grade, fill, scale
from autograder.moodle.importrules import RowVerdict, dry_run
from autograder.moodle.language import Column
from autograder.moodle.worksheet import Row, Worksheet
from autograder.pipeline import Grading
from autograder.report import report_page
from autograder.results import results_json
from autograder.runner import list_checks
from autograder.scoring import State

Marks = dict[int, tuple[ManualMark, ...]]
SILENT = (State.NOT_SUBMITTED,)  # whose rows and feedback stay as they are


@dataclass(frozen=True)
class Written:
    """Files that were written, and what Moodle will do with the worksheet, row by row."""

    files: tuple[Path, ...]
    verdicts: tuple[RowVerdict, ...] = ()


def write_all(grading: Grading, course: Course, *, provisional: bool = True) -> Written:
    """Write every file for the instructor into the course's folder.

    Args:
        grading: The class.
        course: Where the marks of (f) and (g) are, and where the files go.
        provisional: Whether a grade is written while (f) or (g) is not marked; otherwise its cell stays as it is.

    Raises:
        UsageError: If the worksheet cannot take the grades.
    """
    marks = {
        graded.record.participant: course.manual_marks(graded.record.participant)
        for graded in grading.graded
        if graded.record.participant is not None and graded.record.parts
    }
    root = course.root
    notes = list(grading.notes)
    files = [root / "feedback.zip"]
    write_feedback_zip(files[0], _pages(grading, marks))
    verdicts: tuple[RowVerdict, ...] = ()
    if grading.worksheet is not None:
        files.append(root / Path(grading.worksheet.source).name)
        content = fill(grading.worksheet, _grades(grading, grading.worksheet, marks, provisional, notes))
        verdicts = dry_run(content, grading.worksheet)
        write_atomically(files[-1], content)
    settings = grading.settings
    described = settings.checkpoint.description
    for name, content in (
        (
            "report.html",
            report_page(
                grading.records,
                assignment=ASSIGNMENT,
                seed=settings.seed,
                checkpoint=described,
                seconds=grading.seconds,
                similar=grading.similar,
                notes=notes,
            ),
        ),
        (
            "results.json",
            results_json(
                grading.records,
                assignment=ASSIGNMENT,
                seed=settings.seed,
                checkpoint=described,
            ),
        ),
        ("junit.xml", junit_xml(grading.records, ASSIGNMENT)),
    ):
        files.append(root / name)
        write_atomically(files[-1], content)
    return Written(tuple(files), verdicts)


def _pages(grading: Grading, marks: Marks) -> dict[int, bytes]:
    """Return everybody's feedback page, by participant number."""
    template = load_assignment().cells
    pages = {}
    for graded in grading.graded:
        record = graded.record
        if record.participant is None or record.state in SILENT:
            continue
        answers = {
            part: graded.answers[cell]
            for cell, part in MANUAL_CELLS.items()
            if graded.answers.get(cell, "").strip() not in ("", template[cell].source.strip())
        }
        pages[record.participant] = feedback_page(
            record,
            assignment=ASSIGNMENT,
            evidence=graded.evidence,
            manual=marks.get(record.participant, ()),
            answers=answers,
        )
    return pages


def _grades(
    grading: Grading,
    worksheet: Worksheet,
    marks: Marks,
    provisional: bool,
    notes: list[str],
) -> dict[int, Grade]:
    """Return what goes into the worksheet, by participant number."""
    rows = {row.participant: row for row in worksheet.rows}
    comments = Column.COMMENT in worksheet.columns
    if not comments:
        notes.append(f"{worksheet.source} has no column for feedback comments; they are only in feedback.zip")
    grades = {}
    for graded in grading.graded:
        row = None if graded.record.participant is None else rows.get(graded.record.participant)
        if row is None or graded.record.state in SILENT:
            continue
        manual = marks.get(row.participant, ())
        comment = feedback_comment(graded.record, manual) if comments else ""
        grades[row.participant] = Grade(_score(graded, row, worksheet, manual, provisional), comment)
    return grades


def _score(
    graded: Graded, row: Row, worksheet: Worksheet, manual: tuple[ManualMark, ...], provisional: bool
) -> float | None:
    """Return the grade on Moodle's scale; None leaves the cell as it is.

    All 36 points make the maximum grade. Where Moodle's maximum is the automatic points alone, (f) and (g) are left
    out, since such an assignment in Moodle is about the automatic part.
    """
    if not graded.record.parts:
        return None
    if row.maximum is None:
        raise UsageError(
            f"{worksheet.source}, row {row.line}: expected a maximum grade, found none; "
            "give the assignment in Moodle a grade of type points, and download the worksheet again"
        )
    automatic = math.fsum(info.points for info in list_checks().values())
    if row.maximum == automatic:
        return scale(graded.record.score, automatic, row.maximum)
    summed = total(graded.record, manual)
    if summed.provisional and not provisional:
        return None
    by_hand = math.fsum(
        cell.metadata.nbgrader["points"] for name, cell in load_assignment().cells.items() if name in MANUAL_CELLS
    )
    return scale(summed.score, automatic + by_hand, row.maximum)
