"""What Moodle does with a filled worksheet: shown by an oracle of its rules, and foretold by the dry run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_class import LAYOUTS, STUDENTS, in_teams, layout_id
from moodle_rules import Moodle, Record, fgetcsv

from autograder.errors import UsageError
from autograder.moodle import csvtext
from autograder.moodle.grades import Grade, fill
from autograder.moodle.importrules import CommentFate, GradeFate, dry_run
from autograder.moodle.language import ENGLISH, GERMAN, LANGUAGES, Language
from autograder.moodle.sample import Layout, SampleStudent, make_worksheet
from autograder.moodle.worksheet import Worksheet, parse_worksheet, read_worksheet

GRADED_AT = datetime(2025, 6, 5, 9, 30)
GRADED = SampleStudent(2, "Old, Ole", grade=80.5, graded_at=GRADED_AT, comment="<p>alt</p>")
COMMENTED = SampleStudent(3, "Comment, Cara", comment="<p>nur Text</p>")
CLASS = (SampleStudent(1, "New, Nina"), GRADED, COMMENTED, SampleStudent(4, "Locked, Leo", locked=True))


def moodle(students: Sequence[SampleStudent], language: Language = ENGLISH) -> Moodle:
    """Return the Moodle that would give the worksheet of these students; its clock has seconds, the worksheet's not."""
    records = {}
    for student in students:
        modified = student.graded_at + timedelta(seconds=59) if student.graded_at else None
        if modified is None and student.comment:
            modified = datetime(2025, 6, 1)  # a record without a grade, whose date the worksheet does not show
        records[student.participant] = Record(student.grade, student.comment, modified, student.locked)
    return Moodle(records, language=language.name)


def worksheet(folder: Path, students: Sequence[SampleStudent] = CLASS, layout: Layout | None = None) -> Worksheet:
    make_worksheet(folder / "w.csv", students, layout or Layout())
    return read_worksheet(folder / "w.csv")


@pytest.mark.parametrize("layout", LAYOUTS, ids=layout_id)
def test_filled_worksheet_reaches_moodle_whole(layout: Layout, tmp_path: Path) -> None:
    students = in_teams(STUDENTS) if layout.teams else STUDENTS
    before = worksheet(tmp_path, students, replace(layout, identities=True, workflow=True, online_text=True))
    grades = {student.participant: Grade(float(student.participant % 100), "<p>ä, «b»</p>") for student in students}
    site = moodle(students, layout.language)
    assert site.upload_worksheet(fill(before, grades)) == "read"
    for number, record in site.records.items():
        assert (record.grade, record.comment) == (grades[number].score, grades[number].comment_html)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.name)
def test_regrading_reaches_moodle(language: Language, tmp_path: Path) -> None:
    before = worksheet(tmp_path, layout=Layout(language=language))
    site = moodle(CLASS, language)
    assert site.upload_worksheet(fill(before, {2: Grade(90.25, "neu"), 3: Grade(50.0, "auch neu")})) == "read"
    assert (site.records[2].grade, site.records[2].comment) == (90.25, "neu")
    assert (site.records[3].grade, site.records[3].comment) == (50.0, "auch neu")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.name)
def test_grade_changed_in_moodle_since_then_is_not_overwritten(language: Language, tmp_path: Path) -> None:
    before = worksheet(tmp_path, layout=Layout(language=language))
    site = moodle(CLASS, language)
    site.records[2] = Record(99.0, "a colleague's", GRADED_AT + timedelta(minutes=2))
    site.upload_worksheet(fill(before, {2: Grade(10.0, "neu")}))
    assert (site.records[2].grade, site.records[2].comment) == (99.0, "a colleague's")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.name)
def test_untouched_people_stay_as_they_are(language: Language, tmp_path: Path) -> None:
    before = worksheet(tmp_path, layout=Layout(language=language, escaped=True))
    site, untouched = moodle(CLASS, language), moodle(CLASS, language)
    site.upload_worksheet(fill(before, {1: Grade(1.0, "x")}), update_newer=True)
    assert {number: site.records[number] for number in (2, 3, 4)} == {
        number: untouched.records[number] for number in (2, 3, 4)
    }


def test_filled_worksheet_of_excel_reaches_moodle(tmp_path: Path) -> None:
    make_worksheet(tmp_path / "w.csv", CLASS, Layout(language=GERMAN))
    rows = csvtext.rows((tmp_path / "w.csv").read_text("utf-8-sig"))
    text = "".join(";".join(row) + "\r\n" for row in rows)
    before = parse_worksheet(text.encode("cp1252"), "w.csv")
    site = moodle(CLASS, GERMAN)
    assert site.upload_worksheet(fill(before, {2: Grade(90.25, "größer")})) == "read"
    assert (site.records[2].grade, site.records[2].comment) == (90.25, "größer")


def test_worksheet_of_500_reaches_moodle(tmp_path: Path) -> None:
    students = [SampleStudent(number, f"N{number}, «é»") for number in range(1, 501)]
    before = worksheet(tmp_path, students)
    site = moodle(students)
    content = fill(before, {number: Grade(number / 5, f"<p>{number}</p>" * 100) for number in range(1, 501)})
    site.upload_worksheet(content)
    assert [record.grade for record in site.records.values()] == [number / 5 for number in range(1, 501)]
    assert {verdict.grade for verdict in dry_run(content, before)} == {GradeFate.IMPORTED}


def by_participant(content: bytes, before: Worksheet, update_newer: bool = False) -> dict[int | None, tuple[str, str]]:
    verdicts = dry_run(content, before, update_newer=update_newer)
    return {verdict.participant: (verdict.grade.name, verdict.comment.name) for verdict in verdicts}


def test_dry_run_tells_what_becomes_of_each_row(tmp_path: Path) -> None:
    before = worksheet(tmp_path)
    content = fill(before, {1: Grade(0.0, "neu"), 2: Grade(80.5), 4: Grade(50.0, "neu")})
    assert by_participant(content, before) == {
        1: ("IMPORTED", "SET"),
        2: ("UNCHANGED", "UNCHANGED"),
        3: ("EMPTY", "STALE"),
        4: ("LOCKED", "SET"),
    }
    first, _, _, fourth = dry_run(content, before)
    assert first.warnings == ("Moodle 5.2 passes over a grade of 0: there, enter it by hand",)
    assert (first.score, fourth.score) == (0.0, None)
    assert "locked" in fourth.warnings[0]


@pytest.mark.parametrize(
    ("cell", "fate", "warning"),
    [
        (b"-5", GradeFate.NEGATIVE, ""),
        (b"100.01", GradeFate.ABOVE_MAXIMUM, ""),
        (b"  ", GradeFate.EMPTY, ""),
        (b"sehr gut", GradeFate.IMPORTED, "reads 'sehr gut' as the grade 0"),
        (b'"70,5"', GradeFate.IMPORTED, "reads '70,5' as the grade 70"),
        (b"1'000", GradeFate.IMPORTED, "as the grade 1"),
    ],
)
def test_dry_run_of_an_edited_grade_foretells_moodle(
    cell: bytes, fate: GradeFate, warning: str, tmp_path: Path
) -> None:
    before = worksheet(tmp_path)
    content = fill(before, {1: Grade(77.0)}).replace(b"77.00", cell)
    verdict = dry_run(content, before)[0]
    assert verdict.grade is fate
    assert warning in "".join(verdict.warnings)
    site = moodle(CLASS)
    site.upload_worksheet(content)
    assert site.records[1].grade == verdict.score


def test_dry_run_of_moodles_own_german_dates_foretells_that_they_are_outdated(tmp_path: Path) -> None:
    before = worksheet(tmp_path, layout=Layout(language=GERMAN))
    content = (tmp_path / "w.csv").read_bytes().replace(b'"80,50"', b"90.00").replace(b"<p>alt</p>", b"")
    assert by_participant(content, before)[2] == ("STALE", "STALE")
    assert by_participant(content, before, update_newer=True)[2] == ("IMPORTED", "ERASED")
    site = moodle(CLASS, GERMAN)
    site.upload_worksheet(content)
    assert site.records[2].grade == 80.5
    site.upload_worksheet(content, update_newer=True)
    assert (site.records[2].grade, site.records[2].comment) == (90.0, "")


@pytest.mark.parametrize(("minutes", "fate"), [(0, "IMPORTED"), (1, "IMPORTED"), (2, "STALE")])
def test_dry_run_allows_a_minute_between_the_dates(minutes: int, fate: str, tmp_path: Path) -> None:
    before = worksheet(tmp_path)
    dated = f"{GRADED_AT - timedelta(minutes=minutes):%Y-%m-%d %H:%M}".encode()
    content = fill(before, {2: Grade(90.0)}).replace(b"2025-06-05 09:30", dated)
    assert by_participant(content, before)[2][0] == fate
    site = moodle(CLASS)
    site.records[2].modified = GRADED_AT
    site.upload_worksheet(content)
    assert site.records[2].grade == (90.0 if fate == "IMPORTED" else 80.5)


def test_dry_run_in_german_takes_a_comma_for_the_dot(tmp_path: Path) -> None:
    before = worksheet(tmp_path, layout=Layout(language=GERMAN))
    content = fill(before, {1: Grade(70.5)}).replace(b"70.50", b'"70,5"')
    assert dry_run(content, before)[0].score == 70.5
    site = moodle(CLASS, GERMAN)
    site.upload_worksheet(content)
    assert site.records[1].grade == 70.5


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"Identifier,", b"ID,", "would refuse the file"),
        (b"Participant 4,", b"Participant 4,,", r"drop the whole file without a word: row 5 has 10 cells, expected 9"),
        (b"New, Nina", b"New, Nina \xff", "would garble"),
        (b"<p>alt</p>", b'"<p>alt\\"', "drop the whole file"),
        (b"\nParticipant 2", b"\n\nParticipant 2", "drop the whole file without a word: row 3 has 1 cells"),
    ],
)
def test_dry_run_of_a_file_that_moodle_drops_is_refused(old: bytes, new: bytes, message: str, tmp_path: Path) -> None:
    before = worksheet(tmp_path)
    content = fill(before, {})
    assert old in content
    with pytest.raises(UsageError, match=message):
        dry_run(content.replace(old, new), before)


def test_dry_run_of_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="found nothing"):
        dry_run(b"\xef\xbb\xbf\n", worksheet(tmp_path))


def test_dry_run_takes_a_header_with_blanks_around_it(tmp_path: Path) -> None:
    before = parse_worksheet(fill(worksheet(tmp_path, ()), {}).rstrip() + b" ", "w.csv")
    assert before.header[-1] == "Feedback comments "
    assert dry_run(fill(before, {}), before) == ()


def test_dry_run_of_a_stranger_tells_that_moodle_passes_over(tmp_path: Path) -> None:
    before = worksheet(tmp_path)
    verdict = dry_run(fill(before, {}).replace(b"Participant 4", b"Participant 44"), before)[3]
    assert (verdict.participant, verdict.grade, verdict.comment) == (44, GradeFate.STRANGER, CommentFate.STRANGER)


def test_dry_run_without_comments_tells_that_there_is_no_column(tmp_path: Path) -> None:
    before = worksheet(tmp_path, layout=Layout(comments=False))
    assert {verdict.comment for verdict in dry_run(fill(before, {}), before)} == {CommentFate.ABSENT}


TEXTS = st.text(st.sampled_from("a\"\\,;\n'=+-@ é<&"), max_size=12)
GRADES = st.none() | st.integers(0, 10000).map(lambda hundredths: hundredths / 100)


@settings(max_examples=100, deadline=None)
@given(
    names=st.lists(TEXTS, min_size=4, max_size=4),
    comments=st.lists(TEXTS, min_size=4, max_size=4),
    scores=st.lists(GRADES, min_size=4, max_size=4),
    language=st.sampled_from(LANGUAGES),
)
def test_any_grades_and_comments_reach_moodle_as_foretold(
    names: list[str],
    comments: list[str],
    scores: list[float | None],
    language: Language,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("any")
    students = [replace(student, name=f"N{name}N") for student, name in zip(CLASS, names, strict=True)]
    before = worksheet(folder, students, Layout(language=language))
    grades = {
        number: Grade(score, text) for number, (score, text) in enumerate(zip(scores, comments, strict=True), start=1)
    }
    content = fill(before, grades)
    site = moodle(students, language)
    assert site.upload_worksheet(content) == "read"
    for verdict, student in zip(dry_run(content, before), students, strict=True):
        assert verdict.participant is not None
        record, grade = site.records[verdict.participant], grades[verdict.participant]
        assert record.grade == verdict.score
        wanted = student.grade if grade.score is None or student.locked else grade.score
        assert record.grade == wanted
        expected = grade.comment_html.strip().replace("\\", "&#92;") or student.comment
        assert _without_entities(record.comment) == expected


def _without_entities(text: str) -> str:
    """Undo what keeps a cell from being a formula."""
    return re.sub(r"&#(43|45|61|64);", lambda entity: chr(int(entity[1])), text)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from('ab",\\\n \t'), max_size=40))
def test_phps_dialect_is_read_as_the_oracle_reads_it(text: str) -> None:
    assert csvtext.rows(text, php=True) == fgetcsv(text)
