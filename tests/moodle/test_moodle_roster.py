"""Everybody exactly once: hand-ins joined with the worksheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from made_up_class import DUE, LAYOUTS, STUDENTS, in_teams, layout_id, moodle_files, notebook

from autograder.errors import UsageError
from autograder.moodle.export import Export
from autograder.moodle.handin import Handin
from autograder.moodle.language import GERMAN, Status
from autograder.moodle.roster import Person, folder_name, join
from autograder.moodle.sample import Layout, SampleStudent

PERSONAL = [layout for layout in LAYOUTS if not layout.teams]
TEAMS = [layout for layout in LAYOUTS if layout.teams]


def notebook_of(person: Person) -> bytes | None:
    return person.handin.notebook if person.handin else None


@pytest.mark.parametrize("layout", PERSONAL, ids=layout_id)
def test_join_gives_everybody_once_with_their_own_work(layout: Layout, tmp_path: Path) -> None:
    roster = join(*moodle_files(tmp_path, STUDENTS, layout), DUE)
    assert {person.participant: notebook_of(person) for person in roster.people} == {
        17: notebook("zoë"),
        3: notebook("jl"),
        101: None,
        8: notebook("dora"),
        9: None,
    }
    zoe, jean_luc, nobody, dora, tim = roster.people
    assert zoe.name == (f"{layout.language.identifier}17" if layout.blind else "Müller-O'Connor, Zoë (2)")
    assert (zoe.late, zoe.notes) == (timedelta(0), ())
    assert (jean_luc.late, jean_luc.notes) == (timedelta(minutes=2), ())
    assert (nobody.handin, nobody.status, nobody.notes) == (None, Status.NONE, ())
    assert (dora.status, dora.notes) == (Status.DRAFT, ("a draft: not submitted for grading",))
    assert tim.handin is not None
    assert tim.handin.problem
    assert roster.notes == ()


@pytest.mark.parametrize("layout", TEAMS, ids=layout_id)
def test_join_in_team_work_gives_every_member_the_teams_work(layout: Layout, tmp_path: Path) -> None:
    students = in_teams(STUDENTS[:4])
    roster = join(*moodle_files(tmp_path, students, layout), DUE)
    assert {person.participant: notebook_of(person) for person in roster.people} == {
        17: notebook("zoë"),
        3: notebook("zoë"),
        101: notebook("dora") if layout.since_41 else None,  # both are in the group of those without one
        8: notebook("dora"),
    }
    assert {person.handin.group for person in roster.people if person.handin} == {layout.since_41}
    assert roster.notes == ()


def test_join_in_team_work_never_takes_a_groups_id_for_a_participant(tmp_path: Path) -> None:
    export, worksheet = moodle_files(tmp_path, in_teams(STUDENTS[:2]), Layout(teams=True))
    (team,) = export.handins
    renamed = Export((replace(team, name="Team renamed since", participant=17),))
    roster = join(renamed, worksheet)
    assert [(person.participant, person.handin is None) for person in roster.people] == [
        (17, True),
        (3, True),
        (17, False),
    ]
    assert roster.people[2].row is None
    assert "the hand-in 'Team renamed since' (number 17) has no row" in roster.notes[0]


def test_join_with_two_teams_of_one_name_leaves_the_choice_to_people(tmp_path: Path) -> None:
    students = [
        SampleStudent(1, "A", {"x.ipynb": notebook("1")}, group="Team: 1", group_id=10),
        SampleStudent(2, "B", {"x.ipynb": notebook("2")}, group="Team 1", group_id=20),
    ]
    roster = join(*moodle_files(tmp_path, students, Layout(teams=True)))
    assert [person.handin for person in roster.people] == [None, None]
    assert all("2 hand-ins are of a team called" in person.notes[0] for person in roster.people)


def test_join_reports_people_without_row_and_rows_without_person(tmp_path: Path) -> None:
    export, _ = moodle_files(tmp_path, STUDENTS[:2], Layout())
    _, worksheet = moodle_files(tmp_path, STUDENTS[1:], Layout())
    roster = join(export, worksheet)
    by_number = {person.participant: person for person in roster.people}
    assert list(by_number) == [3, 101, 8, 9, 17]
    assert by_number[17].row is None
    assert by_number[17].notes == ("has no row in the worksheet, so Moodle can take no grade",)
    assert "submitted in Moodle, but the export has no file" in by_number[9].notes
    assert roster.notes == (
        "the hand-in 'Müller-OConnor, Zoë (2)' (number 17) has no row in the worksheet, so Moodle can take no grade",
    )


def test_join_without_worksheet_gives_everybody_in_the_export(tmp_path: Path) -> None:
    export, _ = moodle_files(tmp_path, STUDENTS, Layout(language=GERMAN))
    roster = join(export, None, DUE)
    assert [person.participant for person in roster.people] == [17, 3, 8, 9]
    assert all(person.row is None and person.status is None for person in roster.people)
    assert roster.notes == ("without the grading worksheet nobody's lateness is known: the export has no times",)


def test_join_without_worksheet_says_whose_number_is_not_known(tmp_path: Path) -> None:
    export, _ = moodle_files(tmp_path, STUDENTS[:1], Layout(teams=True))
    roster = join(export, None)
    assert roster.people[0].participant is None
    assert roster.notes == ("the hand-in 'Default group' (no number): only the grading worksheet tells whose it is",)


def test_join_with_another_assignments_worksheet_warns(tmp_path: Path) -> None:
    export, _ = moodle_files(tmp_path, STUDENTS, Layout())
    others = [replace(student, name=f"Other {student.participant}") for student in STUDENTS]
    _, worksheet = moodle_files(tmp_path, others, Layout())
    assert "4 of 4 names differ" in join(export, worksheet).notes[0]


def test_join_with_one_changed_name_does_not_warn(tmp_path: Path) -> None:
    export, _ = moodle_files(tmp_path, STUDENTS, Layout())
    _, worksheet = moodle_files(tmp_path, [replace(STUDENTS[0], name="Zoë Meier"), *STUDENTS[1:]], Layout())
    assert join(export, worksheet).notes == ()


def test_join_of_an_empty_class_is_empty(tmp_path: Path) -> None:
    roster = join(*moodle_files(tmp_path, [], Layout()), DUE)
    assert roster.people == ()


def test_join_of_500_is_complete(tmp_path: Path) -> None:
    students = [SampleStudent(number, f"N{number}", {"x.ipynb": notebook(str(number))}) for number in range(1, 501)]
    roster = join(*moodle_files(tmp_path, students, Layout(language=GERMAN)), DUE)
    assert [person.participant for person in roster.people] == list(range(1, 501))
    assert all(notebook_of(person) == notebook(str(person.participant)) for person in roster.people)


@pytest.mark.parametrize("minutes", [-1, 0, 1])
def test_lateness_counts_from_the_due_date(minutes: int, tmp_path: Path) -> None:
    student = replace(STUDENTS[0], submitted_at=DUE + timedelta(minutes=minutes))
    (person,) = join(*moodle_files(tmp_path, [student], Layout()), DUE).people
    assert person.late == timedelta(minutes=max(0, minutes))


def test_lateness_without_date_is_noted(tmp_path: Path) -> None:
    (person,) = join(*moodle_files(tmp_path, [replace(STUDENTS[0], submitted_at=None)], Layout()), DUE).people
    assert person.notes == ("the worksheet has no date of submission, so lateness is not known",)


def test_due_date_with_time_zone_is_refused() -> None:
    with pytest.raises(UsageError, match="time zone"):
        join(Export(()), None, datetime(2025, 6, 3, tzinfo=UTC))


@pytest.mark.parametrize(
    ("status", "note"),
    [(Status.REOPENED, "reopened"), (Status.SUBMITTED, "")],
)
def test_status_is_noted(status: Status, note: str, tmp_path: Path) -> None:
    (person,) = join(*moodle_files(tmp_path, [replace(STUDENTS[0], status=status)], Layout(language=GERMAN))).people
    assert person.status is status
    assert "".join(person.notes).startswith(note)
    assert bool(person.notes) is bool(note)


def test_files_of_somebody_without_submission_are_noted(tmp_path: Path) -> None:
    _, worksheet = moodle_files(tmp_path, STUDENTS[2:3], Layout())
    (person,) = join(Export((Handin(101, "Nobody Atall", b"x", "x.ipynb", {}),)), worksheet).people
    assert "is the worksheet older?" in person.notes[0]


def test_folder_name_is_moodles() -> None:
    assert folder_name("Müller-O'Connor,  Zoë_(2) & <Co>: a|b\\c/d`\"") == "Müller-OConnor, Zoë (2) Co abcd"
