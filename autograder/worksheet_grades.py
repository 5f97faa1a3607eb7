"""What goes into Moodle's grading worksheet: grades on Moodle's scale, and short comments."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from autograder.assignment import MANUAL_CELLS, TEST_CELLS, load_assignment
from autograder.errors import UsageError
from autograder.feedback import ManualMark, feedback_comment, total
from autograder.moodle.grades import Grade, scale
from autograder.moodle.language import Column
from autograder.moodle.worksheet import Row, Worksheet
from autograder.scoring import Record, State

Marks = Mapping[int, Sequence[ManualMark]]  # by participant number
SILENT = (State.NOT_SUBMITTED,)  # whose rows and feedback stay as they are


def grades_of(
    worksheet: Worksheet, records: Iterable[Record], marks: Marks, titles: Mapping[str, str], *, provisional: bool
) -> dict[int, Grade]:
    """Return grades and comments by participant number, for those who have a row.

    All 36 points make the maximum grade. Where Moodle's maximum is the automatic points alone, (f) and (g) are left
    out, since such an assignment in Moodle is about the automatic part. What was corrected in formgrader counts.

    Args:
        worksheet: As downloaded from Moodle.
        records: The class.
        marks: Marks of (f) and (g).
        titles: German title of each check by its id.
        provisional: Whether a grade is written while (f) or (g) is not marked; otherwise its cell stays as it is.

    Raises:
        UsageError: If the worksheet does not tell the maximum grade.
    """
    rows = {row.participant: row for row in worksheet.rows}
    by_program, by_hand = points_of(TEST_CELLS), points_of(MANUAL_CELLS)
    grades = {}
    for record in records:
        row = None if record.participant is None else rows.get(record.participant)
        if row is None or record.state in SILENT:
            continue
        manual = marks.get(row.participant, ()) if record.parts else ()
        score = None
        if record.parts:
            maximum = _maximum(row, worksheet)
            only_program = maximum == by_program
            summed = total(record, [mark for mark in manual if mark.part in record.parts or not only_program])
            reachable = by_program if only_program else by_program + by_hand
            if provisional or only_program or not summed.provisional:
                score = scale(min(summed.score, reachable), reachable, maximum)  # extra credit ends there
        comment = feedback_comment(record, titles, manual) if worksheet.has_comments else ""
        grades[row.participant] = Grade(score, comment)
    return grades


def worksheet_notes(worksheet: Worksheet | None) -> list[str]:
    """Return English remarks on what a worksheet cannot take."""
    if worksheet is None or worksheet.has_comments:
        return []
    return [f"{worksheet.source} has no column for feedback comments; they are only in feedback.zip"]


def points_of(cells: Iterable[str]) -> float:
    """Return the points of cells of the assignment, by their grade ids."""
    found = load_assignment().cells
    return math.fsum(found[name].metadata.nbgrader["points"] for name in cells)


def _maximum(row: Row, worksheet: Worksheet) -> float:
    if row.maximum is None:
        word = worksheet.language.columns[Column.MAXIMUM]
        raise UsageError(
            f"{worksheet.source}, row {row.line}: expected a number in the column {word!r}, found none; "
            "give the assignment in Moodle a grade of type points, and download the worksheet again"
        )
    return row.maximum
