"""Grading worksheets of both languages, with whatever columns, and what Excel makes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from made_up_class import STUDENTS

from autograder.errors import UsageError
from autograder.moodle import csvtext
from autograder.moodle.dates import parse_date, php_date, worded_date
from autograder.moodle.language import ENGLISH, GERMAN, LANGUAGES, Column, Language, Status
from autograder.moodle.phpcsv import rows_as_written
from autograder.moodle.sample import Layout, SampleStudent, make_worksheet
from autograder.moodle.worksheet import Worksheet, parse_worksheet, read_worksheet

GRADED = SampleStudent(
    17, "Müller-O'Connor, Zoë (2)", grade=80.5, graded_at=datetime(2025, 6, 5, 0, 7), comment='<p>Gut, "sehr"\nso</p>'
)
CLASS = (GRADED, *STUDENTS[1:])


def worksheet_bytes(folder: Path, students: tuple[SampleStudent, ...], layout: Layout) -> bytes:
    make_worksheet(folder / "worksheet.csv", students, layout)
    return (folder / "worksheet.csv").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.name)
@pytest.mark.parametrize("identities", [True, False])
@pytest.mark.parametrize("workflow", [True, False])
@pytest.mark.parametrize("online_text", [True, False])
def test_worksheet_with_any_columns_gives_every_row(
    language: Language, identities: bool, workflow: bool, online_text: bool, tmp_path: Path
) -> None:
    layout = Layout(language=language, identities=identities, workflow=workflow, online_text=online_text)
    make_worksheet(tmp_path / "worksheet.csv", CLASS, layout)
    worksheet = read_worksheet(tmp_path / "worksheet.csv")
    assert worksheet.language is language
    assert [row.participant for row in worksheet.rows] == [17, 3, 101, 8, 9]
    first, second, third, fourth, _ = worksheet.rows
    assert (first.name, first.grade, first.maximum) == ("Müller-O'Connor, Zoë (2)", 80.5, 100)
    assert (first.submitted_at, first.graded_at) == (datetime(2025, 6, 3, 14, 5), datetime(2025, 6, 5, 0, 7))
    assert (first.comment, first.changeable, first.line) == ('<p>Gut, "sehr"\nso</p>', True, 2)
    assert (second.status, second.grade, second.submitted_at) == (Status.SUBMITTED, None, datetime(2025, 6, 4, 0, 1))
    assert (third.status, third.submitted_at, third.graded_at) == (Status.NONE, None, None)
    assert fourth.status is Status.DRAFT
    assert not worksheet.has_teams
    assert [row.notes for row in worksheet.rows] == [()] * 5


def test_worksheet_under_blind_marking_names_people_by_identifier(tmp_path: Path) -> None:
    worksheet = parse_worksheet(worksheet_bytes(tmp_path, CLASS, Layout(language=GERMAN, blind=True)), "w.csv")
    assert worksheet.rows[0].name == "Teilnehmer/in17"


def test_worksheet_of_nobody_is_empty(tmp_path: Path) -> None:
    assert parse_worksheet(worksheet_bytes(tmp_path, (), Layout()), "w.csv").rows == ()


def test_worksheet_with_locked_grade_says_so(tmp_path: Path) -> None:
    content = worksheet_bytes(tmp_path, (replace(GRADED, locked=True),), Layout(language=GERMAN))
    assert not parse_worksheet(content, "w.csv").rows[0].changeable


def plain(worksheet: Worksheet) -> list[tuple[object, ...]]:
    return [
        (row.participant, row.name, row.status, row.submitted_at, row.grade, row.maximum, row.graded_at, row.comment)
        for row in worksheet.rows
    ]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.name)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_worksheet_saved_by_excel_reads_the_same(
    language: Language, encoding: str, delimiter: str, line_end: str, tmp_path: Path
) -> None:
    content = worksheet_bytes(tmp_path, CLASS, Layout(language=language))
    rows = csvtext.rows(content.decode("utf-8-sig"))
    quoted = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = "\n".join([*quoted, delimiter * (len(rows[0]) - 1), ""]).replace("\n", line_end)
    mangled = parse_worksheet(text.encode(encoding), "w.csv")
    assert plain(mangled) == plain(parse_worksheet(content, "w.csv"))
    assert mangled.header == tuple(rows[0])


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_worksheet_saved_by_excel_in_old_code_pages_is_read(encoding: str, tmp_path: Path) -> None:
    text = worksheet_bytes(tmp_path, CLASS, Layout(language=GERMAN)).decode("utf-8-sig")
    text = text.replace("«", "").replace("»", "")
    assert parse_worksheet(text.encode(encoding), "w.csv").rows[0].name == "Müller-O'Connor, Zoë (2)"


def test_worksheet_with_excels_dates_is_read(tmp_path: Path) -> None:
    text = worksheet_bytes(tmp_path, (GRADED,), Layout(language=GERMAN)).decode("utf-8-sig")
    text = text.replace('"Dienstag, 3. Juni 2025, 14:05"', "03.06.2025 14:05")
    assert parse_worksheet(text.encode(), "w.csv").rows[0].submitted_at == datetime(2025, 6, 3, 14, 5)


def test_worksheet_in_phps_dialect_is_read() -> None:
    header = ",".join(ENGLISH.columns[column] for column in (Column.IDENTIFIER, Column.GRADE, Column.GRADED_AT))
    content = f'{header},Feedback comments,Online text\nParticipant 1,,-,"say \\"hi, you\\"",end\n'.encode()
    (row,) = parse_worksheet(content, "w.csv").rows
    assert row.comment == 'say \\"hi, you\\"'
    assert row.cells[-1] == "end"


def test_worksheet_with_other_case_of_header_is_read(tmp_path: Path) -> None:
    content = worksheet_bytes(tmp_path, CLASS, Layout()).replace(b"Maximum grade", b"Maximum Grade")
    worksheet = parse_worksheet(content, "w.csv")
    assert worksheet.rows[0].maximum == 100
    assert "Maximum Grade" in worksheet.header


def test_worksheet_with_unknown_status_and_date_keeps_the_row_with_notes(tmp_path: Path) -> None:
    content = worksheet_bytes(tmp_path, (GRADED,), Layout())
    content = content.replace(b"Submitted for grading", b"Remis").replace(b"3 June 2025", b"3 juin 2025")
    (row,) = parse_worksheet(content, "w.csv").rows
    assert (row.status, row.submitted_at) == (Status.UNKNOWN, None)
    assert len(row.notes) == 2
    assert "'Tuesday, 3 juin 2025, 2:05 PM'" in row.notes[0]
    assert row.notes[1] == "status 'Remis' is not known"


def test_worksheet_with_remark_behind_status_is_understood(tmp_path: Path) -> None:
    content = worksheet_bytes(tmp_path, (STUDENTS[2],), Layout())
    content = content.replace(b"No submission", b"No submission - Assignment is overdue by: 2 days")
    assert parse_worksheet(content, "w.csv").rows[0].status is Status.NONE


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"Identifier", b"Identifiant", r"row 1: no grading worksheet in English or German.*Identifier, Grade"),
        (b"Last modified (grade)", b"Last modified", "row 1: no grading worksheet"),
        (b"80.50", b"12. Mai", r"row 2, column 'Grade': expected a number such as 85.00 or 85,00, found '12. Mai'"),
        (b"80.50", b"nan", "column 'Grade'"),
        (b"100.00", b"many", "row 2, column 'Maximum grade'"),
        (
            b"Participant 3,",
            b"Participant,",
            r"row 3, column 'Identifier': expected Participant 123, found 'Participant'",
        ),
        (b"Participant 3,", b"Participant 17,", "row 3: participant 17 stands in row 2 too"),
        (
            b"Participant 3,",
            b"Participant 3,,",
            r"row 3: expected 9 cells as in the header, found 10; Moodle would drop",
        ),
    ],
)
def test_worksheet_that_cannot_be_trusted_is_refused(old: bytes, new: bytes, message: str, tmp_path: Path) -> None:
    content = worksheet_bytes(tmp_path, CLASS, Layout())
    assert old in content
    with pytest.raises(UsageError, match=message):
        parse_worksheet(content.replace(old, new), "w.csv")


def test_worksheet_graded_by_scale_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"graded by a scale.*«Point»"):
        parse_worksheet(worksheet_bytes(tmp_path, CLASS, Layout(maximum=None)), "w.csv")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"PK\x03\x04", b"\xef\xbb\xbf", b'"', b"\x00" * 50])
def test_worksheet_that_is_none_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_bytes(content)
    with pytest.raises(UsageError, match="no grading worksheet"):
        read_worksheet(tmp_path / "w.csv")


def test_worksheet_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_worksheet(tmp_path / "w.csv")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.name)
def test_dates_of_every_month_and_hour_come_back(language: Language) -> None:
    for month in range(1, 13):
        for hour in range(24):
            moment = datetime(2025, month, 28, hour, 59)
            assert parse_date(worded_date(moment, language), language) == moment


@pytest.mark.parametrize(
    ("text", "language", "moment"),
    [
        ("Tuesday, 3 June 2025, 2:05 PM", ENGLISH, datetime(2025, 6, 3, 14, 5)),
        ("Tuesday, 3 June 2025, 12:05 AM", ENGLISH, datetime(2025, 6, 3, 0, 5)),
        ("Tuesday, 3 June 2025, 12:05\u202fPM", ENGLISH, datetime(2025, 6, 3, 12, 5)),
        ("Dienstag, 3. Juni 2025, 14:05", GERMAN, datetime(2025, 6, 3, 14, 5)),
        ("2025-06-03 14:05", GERMAN, datetime(2025, 6, 3, 14, 5)),
        ("'-", ENGLISH, None),
        ("-", GERMAN, None),
        ("", GERMAN, None),
    ],
)
def test_date_is_read(text: str, language: Language, moment: datetime | None) -> None:
    assert parse_date(text, language) == moment


@pytest.mark.parametrize(
    "text", ["Dienstag, 31. Juni 2025, 14:05", "Dienstag, 3. Juni 2025, 25:05", "gestern", "45811,5"]
)
def test_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="expected a date"):
        parse_date(text, GERMAN)


def test_php_reads_english_words_and_figures_only() -> None:
    moment = datetime(2025, 8, 3, 14, 5)
    assert php_date(worded_date(moment, ENGLISH)) == php_date("2025-08-03 14:05") == moment
    assert php_date(worded_date(moment, GERMAN)) is None
    assert php_date("3. August 2025, 14:05") is None
    assert php_date("-") is None


def put(cells: list[str]) -> str:
    """Write a row as PHP does."""
    written = []
    for cell in cells:
        text, hidden = "", False  # whether a backslash hides the next quote
        for character in cell:
            text += '""' if character == '"' and not hidden else character
            hidden = character == "\\"
        written.append(f'"{text}"' if set(cell) & set(',"\\\n\r\t ') else cell)
    return ",".join(written) + "\n"


@pytest.mark.parametrize("name", ['A\\"B\\', 'A\\\\"', 'x\\",\nP3,D,1\n\\', '"A"\\', "\\", '\\"\\"\\",'])
def test_csv_that_php_wrote_is_read_whatever_a_cell_holds(name: str) -> None:
    lines = [["id", "full name", "grade"], ["P1", name, ""], ["P2", "C, D", "3"], ["P4", "E F", name]]
    assert csvtext.table("".join(map(put, lines)), ",") == lines


def test_csv_that_may_be_read_in_two_ways_is_not_read_as_php_wrote_it() -> None:
    assert rows_as_written('a,b\n"x\\","y\\"\n', ",") == [["a", "b"], ["x\\", "y\\"]]
    assert rows_as_written("a,b\n" + '"x\\",' * 100_000, ",") is None
    assert rows_as_written('a,b\n"x"y,z\n', ",") is None


def test_csv_in_phps_dialect_keeps_what_php_keeps() -> None:
    assert csvtext.rows('a,"b\\"c",d\n', php=True) == [["a", 'b\\"c', "d"]]
    assert csvtext.rows('"a""b" c,"open', php=True) == [['a"b c', "open"]]
    assert csvtext.rows('"a\\\\",b\n\nc', php=True) == [["a\\\\", "b"], [""], ["c"]]


def test_csv_with_stray_quote_is_refused() -> None:
    with pytest.raises(UsageError, match="line 2"):
        csvtext.rows('a,b\nc"d,e\n')


def test_csv_with_huge_cell_is_read() -> None:
    cell = "x\n" * 500_000
    assert csvtext.rows(csvtext.written([[cell, "y"]]).decode("utf-8-sig")) == [[cell, "y"]]
