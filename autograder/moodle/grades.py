"""Write grades and comments into the grading worksheet, so that Moodle imports it as it is."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from autograder.errors import UsageError
from autograder.moodle import csvtext
from autograder.moodle.language import Column
from autograder.moodle.worksheet import Row, Worksheet

_FORMULA = ("=", "+", "-", "@", "\t")  # what makes Excel calculate, or hides it
# Excel set to German or French takes ";" for the end of a cell, and then quotes within the line for text.
_FORMULA_BEGIN = re.compile(r"(?:\A|(?<=[;\n\r\t]))(?=[=+\-@\t\r])")
_FORMULA_RUN = re.compile(r"(?<=[;\n\t])[=+\-@\t]+")
_ESCAPED_FORMULA = re.compile(r"\A'(?=[=+\-@])")
_PROSE = (Column.COMMENT, Column.ONLINE_TEXT)


@dataclass(frozen=True)
class Grade:
    """What one participant gets.

    Attributes:
        score: From 0 to the worksheet's maximum grade, see `scale`; None keeps the grade in Moodle.
        comment_html: Feedback comment; without text it keeps the comment in Moodle.
    """

    score: float | None
    comment_html: str = ""


def scale(score: float, points: float, maximum: float) -> float:
    """Return `score` out of `points` as a grade out of `maximum`, rounded to 2 decimals.

    The result is exact before it is rounded once, half up: numbers count as they are written, so 2.675 is 2.675. Where
    rounding up would pass a maximum of more than 2 decimals, it goes down, because Moodle takes no higher grade.

    Raises:
        UsageError: If not 0 <= score <= points, or if points or maximum are not positive and finite.
    """
    if not (0 <= score <= points and 0 < points < math.inf and 0 < maximum < math.inf):
        raise UsageError(
            f"cannot scale a score of {score} out of {points} points to a maximum grade of {maximum}: "
            "expected 0 <= score <= points, and points and maximum above 0"
        )
    exact, best = _fraction(score) * _fraction(maximum) / _fraction(points) * 100, _fraction(maximum) * 100
    hundredths = math.floor(exact + Fraction(1, 2))
    return min(hundredths, math.floor(best)) / 100


def fill(worksheet: Worksheet, grades: Mapping[int, Grade]) -> bytes:
    """Return the worksheet with grades and comments, as a file for «Upload grading worksheet».

    Everything else stays, and what Moodle would misread is written in a form that it reads rightly: numbers with a dot
    (also grades that do not change), dates of grades in ISO form, comments without a backslash and without a formula's
    beginning, both as HTML entities. A grade that Moodle shows without a date gets the latest date of the worksheet,
    since otherwise a comment or feedback file given earlier makes Moodle pass over the row as outdated; whatever was
    changed in Moodle after that date is still protected.

    Args:
        worksheet: As read; it is not changed.
        grades: By participant number; people who are not in it keep what they have.

    Raises:
        UsageError: If somebody has no row, a score is not from 0 to the maximum grade, or a comment has no column.
    """
    strangers = grades.keys() - {row.participant for row in worksheet.rows}
    if strangers:
        raise UsageError(
            f"{worksheet.source}: expected a row for each grade, found none for participants "
            f"{', '.join(map(str, sorted(strangers)))}; is it the worksheet of this assignment?"
        )
    dates = [moment for row in worksheet.rows for moment in (row.submitted_at, row.graded_at) if moment]
    latest = max(dates, default=None)
    writer = _Writer(worksheet, latest)
    return csvtext.written(
        [worksheet.header, *(writer.row(row, grades.get(row.participant)) for row in worksheet.rows)]
    )


@dataclass(frozen=True)
class _Writer:
    worksheet: Worksheet
    latest: datetime | None

    def row(self, row: Row, grade: Grade | None) -> list[str]:
        columns = self.worksheet.columns
        cells = [plain_cell(cell) for cell in row.cells]
        for index in (columns[column] for column in _PROSE if column in columns):
            # Moodle's export wrote the quote, its import would take it for a part of the comment.
            cells[index] = _html_cell(_ESCAPED_FORMULA.sub("", row.cells[index]))
        score, graded_at = row.grade, row.graded_at
        if grade is not None:
            score = row.grade if grade.score is None else self._checked(row, grade.score)
            graded_at = row.graded_at or self.latest
            if grade.comment_html.strip():
                cells[self._comment_column()] = _own_html_cell(grade.comment_html.strip())
        cells[columns[Column.GRADE]] = _number_cell(score)
        if graded_at is not None:
            cells[columns[Column.GRADED_AT]] = f"{graded_at:%Y-%m-%d %H:%M}"
        return cells

    def _comment_column(self) -> int:
        column = self.worksheet.columns.get(Column.COMMENT)
        if column is None:
            word = self.worksheet.language.columns[Column.COMMENT]
            raise UsageError(
                f"{self.worksheet.source}: expected a column {word!r} for the feedback, found none; "
                "tick «Feedback comments» in the assignment's settings and download it again"
            )
        return column

    def _checked(self, row: Row, score: float) -> float:
        maximum = math.inf if row.maximum is None else row.maximum
        if not (0 <= score <= maximum and score < math.inf):
            raise UsageError(
                f"{self.worksheet.source}, row {row.line}, participant {row.participant}: expected a grade from 0 to "
                f"{maximum:g}, found {score}; scale the score to Moodle's maximum grade"
            )
        return score


def _html_cell(text: str) -> str:
    """Return the same HTML without foreign line ends, backslashes, and a formula's beginning."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "&#92;")
    return _entity(text) if text.startswith(_FORMULA) else text


def _own_html_cell(text: str) -> str:
    """Return HTML of ours as `_html_cell` does, and without what begins a formula where ``;`` or a tab parts cells."""
    return _FORMULA_RUN.sub(lambda run: "".join(map(_entity, run[0])), _html_cell(text))


def _entity(text: str) -> str:
    return f"&#{ord(text[0])};{text[1:]}"


def plain_cell(text: str) -> str:
    """Return a cell that Moodle does not import, harmless for Excel and for PHP's reader of the cells after it."""
    text = re.sub(r'\\(?="|\Z)', r"\\ ", text)
    return text if text == "-" else _FORMULA_BEGIN.sub("'", text)


def _number_cell(score: float | None) -> str:
    if score is None:
        return ""
    return f"{score:.2f}" if score == round(score, 2) else f"{score:.5f}"  # Moodle keeps 5 decimals


def _fraction(number: float) -> Fraction:
    return Fraction(repr(float(number)))
