"""Join hand-ins and worksheet: every person exactly once, on the participant number alone.

Names differ between Moodle's files, and sites change them, so a name never decides who somebody is. Teams are the one
exception that Moodle forces: from 4.1 on a team's folder has the group's id, which the worksheet does not show.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from autograder.errors import UsageError
from autograder.moodle.export import Export
from autograder.moodle.handin import Handin
from autograder.moodle.language import LANGUAGES, Status
from autograder.moodle.worksheet import Row, Worksheet

_REMOVED = re.compile(r"[&<>\"`'|:\\/]")  # what Moodle takes out of file names
_IN_TIME = timedelta(0)
_DEFAULT_GROUPS = {language.default_group for language in LANGUAGES}
_BLIND_NAMES = {"Participant", "Teilnehmerin", "Teilnehmer in"}
_STRANGER = "has no row in the worksheet, so Moodle can take no grade"


@dataclass(frozen=True)
class Person:
    """One person of the class.

    Attributes:
        participant: Participant number; None for a hand-in of people whom only Moodle knows.
        name: As in the worksheet, otherwise as in the export.
        handin: What this person, or the team, handed in; None when the export has nothing.
        row: The worksheet's row; None without one.
        late: How long after the due date; zero when in time, or when there is no date to tell (see `notes`).
        notes: English, for the operator; those of the hand-in itself stand there.
    """

    participant: int | None
    name: str
    handin: Handin | None
    row: Row | None
    late: timedelta = _IN_TIME
    notes: tuple[str, ...] = ()

    @property
    def status(self) -> Status | None:
        """What Moodle says of the submission; None without a row."""
        return self.row.status if self.row else None


@dataclass(frozen=True)
class Roster:
    """Everybody, in the worksheet's order, then those without a row; and English notes on the whole."""

    people: tuple[Person, ...]
    notes: tuple[str, ...] = ()


def join(export: Export, worksheet: Worksheet | None, due: datetime | None = None) -> Roster:
    """Join an export with the worksheet of the same assignment.

    Args:
        export: The hand-ins.
        worksheet: Without it, everybody in the export counts as a person.
        due: When the hand-in was due, in Moodle's local time as in the worksheet, without a time zone.

    Raises:
        UsageError: If `due` has a time zone.
    """
    if due is not None and due.tzinfo is not None:
        raise UsageError(f"due date {due.isoformat()}: expected Moodle's local time, found a time zone; leave it out")
    if worksheet is None:
        return _without_worksheet(export, due)
    teams, by_participant, strangers = _sorted_by_owner(export, worksheet)
    people: list[Person] = []
    used: set[int] = set()
    for row in worksheet.rows:
        own = by_participant.get(row.participant)
        found = [own] if own else teams.get(_team_key(row.group), [])
        used.update(map(id, found))
        people.append(_person(row, found, due))
    everybody = (*by_participant.values(), *(handin for same in teams.values() for handin in same))
    strangers += [handin for handin in everybody if id(handin) not in used]
    people += [Person(handin.participant, handin.name, handin, None, notes=(_STRANGER,)) for handin in strangers]
    notes = [*export.notes, *_names_differ(people), *(f"{_called(handin)} {_STRANGER}" for handin in strangers)]
    return Roster(tuple(people), tuple(notes))


def folder_name(text: str) -> str:
    """Return a name as Moodle writes it into an export's file names, in NFC, with single spaces."""
    text = _REMOVED.sub("", unicodedata.normalize("NFC", text).replace("_", " "))
    return " ".join(text.split())


def _without_worksheet(export: Export, due: datetime | None) -> Roster:
    notes = list(export.notes)
    if due is not None:
        notes.append("without the grading worksheet nobody's lateness is known: the export has no times")
    notes += [
        f"{_called(handin)}: only the grading worksheet tells whose it is"
        for handin in export.handins
        if handin.participant is None
    ]
    people = tuple(Person(handin.participant, handin.name, handin, None) for handin in export.handins)
    return Roster(people, tuple(notes))


def _sorted_by_owner(
    export: Export, worksheet: Worksheet
) -> tuple[dict[str, list[Handin]], dict[int, Handin], list[Handin]]:
    """Return the hand-ins of teams by name, those of persons by participant number, and those of nobody known.

    In team work a number may be a group's id, which may be somebody's participant number as well. So there a number
    counts as a person's only behind a name of the form ``GROUP-NAME``, as Moodle wrote it before 4.1.
    """
    keys = {_team_key(row.group) for row in worksheet.rows}
    teams: dict[str, list[Handin]] = {}
    by_participant: dict[int, Handin] = {}
    strangers: list[Handin] = []
    for handin in export.handins:
        key = _team_key(handin.name)
        if not worksheet.has_teams and handin.participant is not None:
            by_participant[handin.participant] = handin
        elif worksheet.has_teams and key in keys:
            teams.setdefault(key, []).append(replace(handin, group=True))
        elif worksheet.has_teams and handin.participant is not None and _of_member(handin.name, worksheet):
            by_participant[handin.participant] = handin
        else:
            strangers.append(handin)
    return teams, by_participant, strangers


def _of_member(name: str, worksheet: Worksheet) -> bool:
    groups = {folder_name(row.group) for row in worksheet.rows if row.group} | _DEFAULT_GROUPS
    return any(folder_name(name).startswith(f"{group}-") for group in groups)


def _team_key(group: str) -> str:
    name = folder_name(group)
    return "" if name in _DEFAULT_GROUPS or name in ("", "-") else name


def _person(row: Row, found: list[Handin], due: datetime | None) -> Person:
    notes = list(row.notes)
    handin = found[0] if len(found) == 1 else None
    if len(found) > 1:
        notes.append(f"{len(found)} hand-ins are of a team called {row.group!r}; only Moodle tells which one is right")
    elif handin is None and row.status is Status.SUBMITTED:
        notes.append("submitted in Moodle, but the export has no file")
    elif handin and row.status is Status.NONE:
        notes.append("no submission according to the worksheet, but the export has files: is the worksheet older?")
    elif handin and row.status is Status.DRAFT:
        notes.append("a draft: not submitted for grading")
    elif handin and row.status is Status.REOPENED:
        notes.append("reopened in Moodle: another attempt is allowed")
    late = _IN_TIME
    if handin and due is not None:
        if row.submitted_at is None:
            notes.append("the worksheet has no date of submission, so lateness is not known")
        else:
            late = max(_IN_TIME, row.submitted_at - due)
    return Person(row.participant, row.name, handin, row, late, tuple(notes))


def _names_differ(people: list[Person]) -> list[str]:
    """Return a warning if most names disagree: participant numbers of another assignment fit by chance only."""
    pairs = [
        (folder_name(person.row.name).casefold(), folder_name(person.handin.name).casefold())
        for person in people
        if person.row and person.handin and not person.handin.group and not _is_blind(person.handin.name)
    ]
    different = sum(name not in folder for name, folder in pairs)
    if 2 * different <= len(pairs):
        return []
    return [
        f"{different} of {len(pairs)} names differ between export and worksheet: are both of the same assignment? "
        "Participant numbers are other ones in each"
    ]


def _is_blind(name: str) -> bool:
    return name.rpartition("-")[2] in _BLIND_NAMES


def _called(handin: Handin) -> str:
    number = "no number" if handin.participant is None else f"number {handin.participant}"
    return f"the hand-in {handin.name!r} ({number})"
