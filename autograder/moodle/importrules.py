"""Say row by row what Moodle will do with a grading worksheet, before anybody uploads it.

Source: Moodle, mod/assign/feedback/offline (`process_import_grades`) and lib/csvlib, versions 3.7 to 5.2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from autograder.errors import UsageError
from autograder.moodle import csvtext
from autograder.moodle.dates import php_date
from autograder.moodle.language import ENGLISH, Column, Language, columns_of
from autograder.moodle.worksheet import Row, Worksheet

_TOLERANCE = timedelta(seconds=60)
_PHP_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NEVER = datetime(1970, 1, 1)  # what PHP makes of a date that it cannot read
_UNDATED = _NEVER + 2 * _TOLERANCE  # a comment without a grade has a date that the worksheet does not show


class GradeFate(StrEnum):
    """What becomes of the grade of a row."""

    IMPORTED = "imported"
    EMPTY = "skipped: no grade in the file"
    UNCHANGED = "skipped: the same grade as in Moodle"
    NEGATIVE = "skipped: negative"
    ABOVE_MAXIMUM = "skipped: above the maximum grade"
    LOCKED = "skipped: the grade is locked in Moodle"
    STALE = "skipped: changed in Moodle after the date in the file"
    STRANGER = "skipped: no such participant"


class CommentFate(StrEnum):
    """What becomes of the feedback comment of a row."""

    SET = "set"
    UNCHANGED = "unchanged"
    ERASED = "erased by the empty cell"
    STALE = "skipped: changed in Moodle after the date in the file"
    ABSENT = "no such column"
    STRANGER = "skipped: no such participant"


@dataclass(frozen=True)
class RowVerdict:
    """What Moodle will do with one row.

    Attributes:
        line: Number of the row in the file; the header is row 1.
        participant: Number at the end of the identifier; None if there is none.
        name: Name in Moodle's worksheet, or the identifier.
        grade: What becomes of the grade.
        score: Grade in Moodle afterwards; None when ungraded.
        comment: What becomes of the feedback comment.
        warnings: English: what an operator should know or do.
    """

    line: int
    participant: int | None
    name: str
    grade: GradeFate
    score: float | None
    comment: CommentFate
    warnings: tuple[str, ...] = ()


def dry_run(content: bytes, before: Worksheet, *, update_newer: bool = False) -> tuple[RowVerdict, ...]:
    """Say what Moodle will do with the rows of a file.

    Args:
        content: The file to upload.
        before: The worksheet as downloaded, which stands for what Moodle knows.
        update_newer: Whether «Allow updating records that have been modified more recently in Moodle …» is ticked.

    Raises:
        UsageError: If Moodle would refuse or drop the whole file.
    """
    table = _imported_table(content)
    known = columns_of(tuple(table[0]))
    if known is None or table[0] != [cell.strip() for cell in before.header]:
        raise UsageError(
            f"Moodle would refuse the file: expected the header {', '.join(before.header)}, "
            f"found {', '.join(table[0])}; write the header as it came"
        )
    language, columns = known
    rows = {row.participant: row for row in before.rows}
    return tuple(
        _verdict(line, {column: cells[index] for column, index in columns.items()}, language, rows, update_newer)
        for line, cells in enumerate(table[1:], start=2)
    )


def _imported_table(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"Moodle would garble the file: expected UTF-8, found byte {error.start} that is not"
        ) from error
    table = csvtext.rows(text.replace("\r\n", "\n").replace("\r", "\n").strip(), php=True)
    if not table:
        raise UsageError("Moodle would refuse the file: expected a header row, found nothing")
    for line, cells in enumerate(table, start=1):
        if len(cells) != len(table[0]):
            raise UsageError(
                f"Moodle would drop the whole file without a word: row {line} has {len(cells)} cells, "
                f"expected {len(table[0])} as in the header"
            )
    return [[cell.strip() for cell in table[0]], *table[1:]]


def _verdict(
    line: int, cells: dict[Column, str], language: Language, rows: dict[int, Row], update_newer: bool
) -> RowVerdict:
    # Moodle cuts off as many bytes as its own word for a participant has.
    identifier = cells[Column.IDENTIFIER].encode()
    number = re.fullmatch(rb"[0-9]+", identifier[len(language.identifier.encode()) :].strip())
    participant = int(number[0]) if number else None
    row = rows.get(participant) if participant is not None else None
    if row is None:
        warning = f"Moodle knows nobody by the identifier {cells[Column.IDENTIFIER]!r} and passes over the row"
        name = cells.get(Column.NAME) or cells[Column.IDENTIFIER]
        return RowVerdict(line, participant, name, GradeFate.STRANGER, None, CommentFate.STRANGER, (warning,))
    stale = not update_newer and _is_stale(row, php_date(cells[Column.GRADED_AT]))
    value = _php_float(cells[Column.GRADE], language)
    grade = _grade_fate(value, row, stale)
    score = value if grade is GradeFate.IMPORTED else row.grade
    comment = _comment_fate(cells.get(Column.COMMENT), row, stale)
    warnings = _warnings(cells[Column.GRADE], grade, score, comment)
    return RowVerdict(line, participant, row.name, grade, score, comment, warnings)


def _is_stale(row: Row, dated: datetime | None) -> bool:
    if row.graded_at is None and row.grade is None and not row.comment:
        return False  # nothing is recorded, so nothing can be newer
    recorded = row.graded_at or _UNDATED
    return recorded > (dated or _NEVER) + _TOLERANCE


def _php_float(text: str, language: Language) -> float | None:
    """Read a number as Moodle does: what follows the first figures is left off, and a text is 0."""
    text = text.replace(" ", "")
    if language is not ENGLISH:
        text = text.replace(",", ".")
    number = _PHP_NUMBER.match(text)
    return float(number[0]) if number else (0.0 if text else None)


def _grade_fate(value: float | None, row: Row, stale: bool) -> GradeFate:
    if value is not None and value == row.grade:
        return GradeFate.UNCHANGED
    if value is None:
        return GradeFate.EMPTY
    if value < 0:
        return GradeFate.NEGATIVE
    if stale:
        return GradeFate.STALE
    if not row.changeable:
        return GradeFate.LOCKED
    if row.maximum is not None and value > row.maximum:
        return GradeFate.ABOVE_MAXIMUM
    return GradeFate.IMPORTED


def _comment_fate(text: str | None, row: Row, stale: bool) -> CommentFate:
    if text is None:
        return CommentFate.ABSENT
    if stale:
        return CommentFate.STALE
    if text == row.comment:
        return CommentFate.UNCHANGED
    return CommentFate.SET if text else CommentFate.ERASED


def _warnings(cell: str, grade: GradeFate, score: float | None, comment: CommentFate) -> tuple[str, ...]:
    warnings = []
    if grade is GradeFate.IMPORTED and not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", cell.strip()):
        warnings.append(f"Moodle reads {cell!r} as the grade {score:g}")
    if grade is GradeFate.IMPORTED and score == 0:
        warnings.append("Moodle 5.2 passes over a grade of 0: there, enter it by hand")
    if comment is CommentFate.ERASED:
        warnings.append("the empty cell erases the comment that is in Moodle")
    if grade is GradeFate.STALE or comment is CommentFate.STALE:
        warnings.append("tick «Allow updating records that have been modified more recently …», or download again")
    if grade is GradeFate.LOCKED and comment is CommentFate.SET:
        warnings.append("the grade is locked, but the comment is imported")
    return tuple(warnings)
