"""Scaling of scores, and what is written into the worksheet."""

from __future__ import annotations

import html
import math
import re
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import UsageError
from autograder.moodle import csvtext
from autograder.moodle.grades import Grade, fill, scale
from autograder.moodle.language import GERMAN, LANGUAGES, Column, Language
from autograder.moodle.sample import Layout, SampleStudent, make_worksheet
from autograder.moodle.worksheet import Worksheet, parse_worksheet, read_worksheet

NEW = SampleStudent(1, "New, Nina")
OLD = SampleStudent(2, "Old, Ole", grade=80.5, graded_at=datetime(2025, 6, 5, 9, 30), comment="<p>alt</p>")


def worksheet(folder: Path, *students: SampleStudent, layout: Layout | None = None) -> Worksheet:
    make_worksheet(folder / "w.csv", students or (NEW, OLD), layout or Layout())
    return read_worksheet(folder / "w.csv")


def cells(content: bytes, before: Worksheet) -> list[dict[Column, str]]:
    header, *rows = csvtext.rows(content.decode("utf-8-sig"))
    assert tuple(header) == before.header
    return [{column: row[index] for column, index in before.columns.items()} for row in rows]


@pytest.mark.parametrize(
    ("score", "points", "maximum", "grade"),
    [
        (24, 24, 100, 100),
        (0, 24, 100, 0),
        (1, 3, 100, 33.33),
        (2, 3, 100, 66.67),
        (2.675, 100, 100, 2.68),
        (1.005, 100, 100, 1.01),
        (0.1 + 0.2, 24, 24, 0.3),
        (12.345, 24, 24, 12.35),
        (23.999, 24, 24, 24),
        (24, 24, 33.337, 33.33),
        (36, 36, 6, 6),
    ],
)
def test_scale_rounds_half_up_to_two_decimals(score: float, points: float, maximum: float, grade: float) -> None:
    assert scale(score, points, maximum) == grade


@given(st.integers(0, 3600), st.sampled_from([24, 36, 36.0]), st.sampled_from([6, 10, 36, 100, 99.99]))
def test_scale_is_within_half_a_hundredth(hundredths: int, points: float, maximum: float) -> None:
    score = min(hundredths / 100, points)
    grade = scale(score, points, maximum)
    exact = Fraction(str(score)) * Fraction(str(maximum)) / Fraction(str(points))
    assert abs(Fraction(str(grade)) - exact) <= Fraction(1, 200)
    assert 0 <= grade <= maximum


@pytest.mark.parametrize(
    ("score", "points", "maximum"),
    [(-1, 24, 100), (25, 24, 100), (1, 0, 100), (1, 24, 0), (math.nan, 24, 100), (1, math.inf, 100), (1, 24, math.inf)],
)
def test_scale_of_impossible_scores_is_refused(score: float, points: float, maximum: float) -> None:
    with pytest.raises(UsageError, match="cannot scale"):
        scale(score, points, maximum)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.name)
def test_fill_writes_what_moodle_reads(language: Language, tmp_path: Path) -> None:
    before = worksheet(tmp_path, layout=Layout(language=language, identities=True))
    content = fill(before, {1: Grade(12.5, "<p>neu</p>"), 2: Grade(None, "<p>auch</p>")})
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    first, second = cells(content, before)
    assert (first[Column.GRADE], first[Column.COMMENT]) == ("12.50", "<p>neu</p>")
    assert (second[Column.GRADE], second[Column.COMMENT]) == ("80.50", "<p>auch</p>")
    assert second[Column.GRADED_AT] == "2025-06-05 09:30"
    assert first[Column.IDENTIFIER] == f"{language.identifier}1"


def test_fill_with_nothing_changes_no_value(tmp_path: Path) -> None:
    before = worksheet(tmp_path, layout=Layout(language=GERMAN))
    first, second = cells(fill(before, {}), before)
    assert (first[Column.GRADE], first[Column.GRADED_AT], first[Column.COMMENT]) == ("", "-", "")
    assert (second[Column.GRADE], second[Column.COMMENT]) == ("80.50", "<p>alt</p>")


def test_fill_without_comment_keeps_the_old_one(tmp_path: Path) -> None:
    before = worksheet(tmp_path)
    assert cells(fill(before, {2: Grade(90.0)}), before)[1][Column.COMMENT] == "<p>alt</p>"


def test_fill_dates_undated_rows_by_the_latest_date_of_the_worksheet(tmp_path: Path) -> None:
    before = worksheet(tmp_path)
    assert cells(fill(before, {1: Grade(1.0)}), before)[0][Column.GRADED_AT] == "2025-06-05 09:30"


def test_fill_reads_back_as_filled(tmp_path: Path) -> None:
    before = worksheet(tmp_path, layout=Layout(language=GERMAN))
    after = parse_worksheet(fill(before, {1: Grade(0.0, "a"), 2: Grade(99.99, 'b, "c"')}), "w.csv")
    assert [(row.grade, row.comment) for row in after.rows] == [(0.0, "a"), (99.99, 'b, "c"')]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t"])
def test_fill_writes_no_formulas(begin: str, tmp_path: Path) -> None:
    student = SampleStudent(1, f'{begin}HYPERLINK("http://x")', comment=f"{begin}1+1", online_text=f"{begin}cmd")
    before = worksheet(tmp_path, student, SampleStudent(2, "B"), layout=Layout(online_text=True, identities=True))
    content = fill(before, {2: Grade(1.0, f"{begin}2")})
    table = cells(content, before)
    assert not [cell for row in table for cell in row.values() if cell.startswith(begin) and cell != "-"]
    assert table[1][Column.COMMENT] == f"&#{ord(begin)};2".removeprefix("&#9;")  # white space is no text


@pytest.mark.parametrize(
    "text", ["a;=1+1", "a;;@x", "b\t=1", "&lt;-1;+-2", "c\n=2", 'd";=HYPERLINK("http://x")', "e;\t=3", "f\\=4"]
)
def test_fill_writes_no_formulas_for_an_excel_that_parts_cells_otherwise(text: str, tmp_path: Path) -> None:
    before = worksheet(tmp_path, SampleStudent(1, f"N {text}"), layout=Layout(identities=True))
    content = fill(before, {1: Grade(1.0, f"<p>{text}</p>")}).decode("utf-8-sig")
    pieces = re.split(r"[;\t\n]", content)
    assert not [piece for piece in pieces if re.match(r"[=+\-@]", piece)]
    assert html.unescape(cells(content.encode(), before)[0][Column.COMMENT]) == html.unescape(f"<p>{text}</p>")


def test_fill_leaves_a_comment_of_moodles_own_as_it_is(tmp_path: Path) -> None:
    before = worksheet(tmp_path, SampleStudent(1, "A", comment="<p>a&nbsp;- b;=c</p>"))
    assert cells(fill(before, {}), before)[0][Column.COMMENT] == "<p>a&nbsp;- b;=c</p>"


def test_fill_takes_the_exports_own_guard_from_comments(tmp_path: Path) -> None:
    before = worksheet(tmp_path, SampleStudent(1, "A", comment="-gut"), layout=Layout(escaped=True))
    assert before.rows[0].comment == "'-gut"
    assert cells(fill(before, {}), before)[0][Column.COMMENT] == "&#45;gut"


@pytest.mark.parametrize("comment", ["ends with \\", 'a \\"quoted\\" b', "\\", '\\"', 'x\\\\"'])
def test_fill_writes_no_backslash_before_a_quote(comment: str, tmp_path: Path) -> None:
    before = worksheet(
        tmp_path, SampleStudent(1, f"Name {comment}", online_text=comment), layout=Layout(online_text=True)
    )
    content = fill(before, {1: Grade(1.0, comment)})
    assert b'\\"' not in content
    assert cells(content, before)[0][Column.COMMENT] == comment.replace("\\", "&#92;")


def test_fill_of_unknown_participant_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="found none for participants 7, 9"):
        fill(worksheet(tmp_path), {9: Grade(1.0), 7: Grade(1.0), 1: Grade(1.0)})


@pytest.mark.parametrize("score", [-0.01, 100.01, math.nan, math.inf])
def test_fill_of_impossible_grade_is_refused(score: float, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="row 2, participant 1: expected a grade from 0 to 100"):
        fill(worksheet(tmp_path), {1: Grade(score)})


def test_fill_of_comment_without_column_is_refused(tmp_path: Path) -> None:
    before = worksheet(tmp_path, layout=Layout(comments=False))
    assert not before.has_comments
    assert fill(before, {1: Grade(1.0)})
    with pytest.raises(UsageError, match="expected a column 'Feedback comments'"):
        fill(before, {1: Grade(1.0, "x")})
