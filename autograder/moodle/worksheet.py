"""Read Moodle's grading worksheet: as Moodle wrote it, or as Excel saved it, in English or German."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.errors import UsageError
from autograder.moodle import csvtext
from autograder.moodle.dates import parse_date
from autograder.moodle.language import (
    LANGUAGES,
    NEEDED,
    Column,
    Language,
    Status,
    columns_of,
    parse_status,
)

_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,9})?")
_LAST_DIGITS = re.compile(r"(?<![0-9])([0-9]{1,18})\s*\Z")
_AGAIN = "download the worksheet from Moodle again («Download grading worksheet») and leave it unopened"
_MOST_BYTES = 256 << 20


@dataclass(frozen=True)
class Row:
    """One participant in the worksheet.

    Attributes:
        line: Number of the row in the file; the header is row 1.
        participant: Participant number of this assignment.
        name: Full name; the identifier under blind marking.
        status: What became of the submission in Moodle.
        submitted_at: Last change of the submission in Moodle's local time; None when there is none or it is unreadable.
        grade: Grade in Moodle; None when ungraded.
        maximum: Best grade that Moodle takes; None when the column is missing.
        group: Name of the team; empty without team work.
        changeable: Whether Moodle lets the grade be changed.
        graded_at: Last change of the grade in Moodle's local time; None when ungraded or unreadable.
        comment: Feedback comment in Moodle, HTML.
        cells: All cells as they stand in the file.
        notes: English, for the operator: what could not be understood.
    """

    line: int
    participant: int
    name: str
    status: Status
    submitted_at: datetime | None
    grade: float | None
    maximum: float | None
    group: str
    changeable: bool
    graded_at: datetime | None
    comment: str
    cells: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Worksheet:
    """A grading worksheet.

    Attributes:
        source: Name of the file, for messages.
        language: The language of its header.
        columns: Where the known columns stand.
        header: The header row as it came.
        rows: The participants, in the file's order.
    """

    source: str
    language: Language
    columns: dict[Column, int]
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def has_teams(self) -> bool:
        """Whether the assignment is team work: only then does Moodle write the column of groups."""
        return Column.GROUP in self.columns

    @property
    def has_comments(self) -> bool:
        """Whether the assignment takes feedback comments."""
        return Column.COMMENT in self.columns


def read_worksheet(path: Path) -> Worksheet:
    """Read a grading worksheet.

    Raises:
        UsageError: If there is no such file, or it is no grading worksheet, is graded by a scale, has rows of different
            lengths, one participant twice, or a grade or identifier that cannot be understood.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError(f"{path}: larger than {_MOST_BYTES} bytes, which is no grading worksheet; {_AGAIN}")
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); expected Moodle's grading worksheet") from error
    return parse_worksheet(content, str(path))


def parse_worksheet(content: bytes, source: str) -> Worksheet:
    """Read a grading worksheet from bytes; `source` names it in messages. Raises as `read_worksheet`."""
    text, delimiter, language, columns = _understood(content, source)
    try:
        header, *lines = csvtext.table(text, delimiter)
    except UsageError as error:
        raise UsageError(f"{source}, {error}; Moodle would drop the whole file; {_AGAIN}") from error
    if Column.SCALE in columns:
        raise UsageError(
            f"{source}, row 1: the assignment is graded by a scale (column {header[columns[Column.SCALE]]!r}), "
            "expected points; set its grade type to «Point» in Moodle and download the worksheet again"
        )
    sheet = _Reader(source, language, columns)
    rows = [sheet.row(number, cells) for number, cells in enumerate(lines, start=2) if any(map(str.strip, cells))]
    seen: dict[int, int] = {}
    for row in rows:
        if seen.setdefault(row.participant, row.line) != row.line:
            raise UsageError(
                f"{source}, row {row.line}: participant {row.participant} stands in row {seen[row.participant]} too, "
                f"expected each once; {_AGAIN}"
            )
    return Worksheet(source, language, columns, tuple(header), tuple(rows))


def _understood(content: bytes, source: str) -> tuple[str, str, Language, dict[Column, int]]:
    first = ""
    for text, delimiter in csvtext.candidates(content):
        line = text.split("\n", 1)[0]
        first = first or line[:120]
        try:
            table = csvtext.rows(line, delimiter)
        except UsageError:
            continue
        known = columns_of(tuple(table[0])) if table else None
        if known:
            return text, delimiter, *known
    expected = " or ".join(", ".join(language.columns[column] for column in NEEDED) for language in LANGUAGES)
    raise UsageError(
        f"{source}, row 1: no grading worksheet in English or German: expected the columns {expected}, "
        f"found {first!r}; set your language in Moodle to one of them and download the worksheet again"
    )


@dataclass(frozen=True)
class _Reader:
    source: str
    language: Language
    columns: dict[Column, int]

    def row(self, line: int, cells: list[str]) -> Row:
        identifier = self._cell(cells, Column.IDENTIFIER)
        number = _LAST_DIGITS.search(identifier)
        if number is None:
            raise self._error(line, Column.IDENTIFIER, f"{self.language.identifier}123", identifier)
        words = self._cell(cells, Column.STATUS)
        notes: list[str] = []
        submitted_at = self._date(cells, Column.SUBMITTED_AT, notes)
        graded_at = self._date(cells, Column.GRADED_AT, notes)
        status = parse_status(words, self.language)
        if status is Status.UNKNOWN and Column.STATUS in self.columns:
            notes.append(f"status {words!r} is not known")
        return Row(
            line=line,
            participant=int(number[1]),
            name=self._cell(cells, Column.NAME).strip() or identifier,
            status=status,
            submitted_at=submitted_at,
            grade=self._number(line, cells, Column.GRADE),
            maximum=self._number(line, cells, Column.MAXIMUM),
            group=self._cell(cells, Column.GROUP).strip(),
            changeable=self._cell(cells, Column.CHANGEABLE).strip().casefold() != self.language.no.casefold(),
            graded_at=graded_at,
            comment=self._cell(cells, Column.COMMENT),
            cells=tuple(cells),
            notes=tuple(notes),
        )

    def _cell(self, cells: list[str], column: Column) -> str:
        return cells[self.columns[column]] if column in self.columns else ""

    def _number(self, line: int, cells: list[str], column: Column) -> float | None:
        text = self._cell(cells, column).strip()
        if text in ("", "-"):
            return None
        if not _NUMBER.fullmatch(text):
            raise self._error(line, column, "a number such as 85.00 or 85,00", text)
        return float(text.replace(",", "."))

    def _date(self, cells: list[str], column: Column, notes: list[str]) -> datetime | None:
        try:
            return parse_date(self._cell(cells, column), self.language)
        except UsageError as error:  # lateness is then unknown, which is no reason to stop the class
            notes.append(f"{self.language.columns[column]}: {error}")
            return None

    def _error(self, line: int, column: Column, expected: str, found: str) -> UsageError:
        where = f"{self.source}, row {line}, column {self.language.columns[column]!r}"
        return UsageError(f"{where}: expected {expected}, found {found[:60]!r}; {_AGAIN}")
