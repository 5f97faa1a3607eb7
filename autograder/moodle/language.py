"""The words of Moodle's grading worksheet, in English and German: columns, status, yes and no, days and months."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Column(Enum):
    """A column of the grading worksheet, in Moodle's order."""

    IDENTIFIER = "identifier"
    NAME = "name"
    EMAIL = "email"
    ID_NUMBER = "id number"
    USERNAME = "username"
    STATUS = "status"
    GROUP = "group"
    MARKER = "marker"
    GRADE = "grade"
    MAXIMUM = "maximum grade"
    SCALE = "scale"
    WORKFLOW = "marking workflow state"
    CHANGEABLE = "grade can be changed"
    SUBMITTED_AT = "last modified (submission)"
    ONLINE_TEXT = "online text"
    GRADED_AT = "last modified (grade)"
    COMMENT = "feedback comments"


class Status(StrEnum):
    """What Moodle says of a submission."""

    SUBMITTED = "submitted"
    DRAFT = "draft"
    NONE = "none"
    REOPENED = "reopened"
    UNKNOWN = "unknown"  # words that no language pack known here has


@dataclass(frozen=True)
class Language:
    """One language pack's words; the words that appear in a file are compared without regard to case."""

    name: str
    columns: dict[Column, str]
    status: dict[Status, str]
    yes: str
    no: str
    identifier: str  # what stands before the number
    participant: str  # the name in exports under blind marking
    default_group: str
    weekdays: tuple[str, ...]  # from Monday
    months: tuple[str, ...]


ENGLISH = Language(
    name="English",
    columns={
        Column.IDENTIFIER: "Identifier",
        Column.NAME: "Full name",
        Column.EMAIL: "Email address",
        Column.ID_NUMBER: "ID number",
        Column.USERNAME: "Username",
        Column.STATUS: "Status",
        Column.GROUP: "Group",
        Column.MARKER: "Marker",
        Column.GRADE: "Grade",
        Column.MAXIMUM: "Maximum grade",
        Column.SCALE: "Scale",
        Column.WORKFLOW: "Marking workflow state",
        Column.CHANGEABLE: "Grade can be changed",
        Column.SUBMITTED_AT: "Last modified (submission)",
        Column.ONLINE_TEXT: "Online text",
        Column.GRADED_AT: "Last modified (grade)",
        Column.COMMENT: "Feedback comments",
    },
    status={
        Status.SUBMITTED: "Submitted for grading",
        Status.DRAFT: "Draft (not submitted)",
        Status.NONE: "No submission",
        Status.REOPENED: "Reopened",
    },
    yes="Yes",
    no="No",
    identifier="Participant ",
    participant="Participant",
    default_group="Default group",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
)

GERMAN = Language(
    name="German",
    columns={
        Column.IDENTIFIER: "ID",
        Column.NAME: "Vollständiger Name",
        Column.EMAIL: "E-Mail-Adresse",
        Column.ID_NUMBER: "ID-Nummer",
        Column.USERNAME: "Anmeldename",
        Column.STATUS: "Status",
        Column.GROUP: "Gruppe",
        Column.MARKER: "Bewerter/in",
        Column.GRADE: "Bewertung",
        Column.MAXIMUM: "Bestwertung",
        Column.SCALE: "Skala",
        Column.WORKFLOW: "Status des Bewertungsworkflows",
        Column.CHANGEABLE: "Bewertung kann geändert werden",
        Column.SUBMITTED_AT: "Zuletzt geändert (Abgabe)",
        Column.ONLINE_TEXT: "Texteingabe online",
        Column.GRADED_AT: "Zuletzt geändert (Bewertung)",
        Column.COMMENT: "Feedback als Kommentar",
    },
    status={
        Status.SUBMITTED: "Zur Bewertung abgegeben",
        Status.DRAFT: "Entwurf (nicht abgegeben)",
        Status.NONE: "Keine Abgabe",
        Status.REOPENED: "Erneut geöffnet",
    },
    yes="Ja",
    no="Nein",
    identifier="Teilnehmer/in",
    participant="Teilnehmerin",
    default_group="Standard-Gruppe",
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
)

LANGUAGES = (ENGLISH, GERMAN)

# Columns without which Moodle refuses the file.
NEEDED = (Column.IDENTIFIER, Column.GRADE, Column.GRADED_AT)


def columns_of(header: tuple[str, ...]) -> tuple[Language, dict[Column, int]] | None:
    """Return the language of a header row and where its known columns stand, or None if it is no worksheet's.

    A header is matched as a whole and without regard to case, never by a part of it.
    """
    found = [" ".join(cell.split()).casefold() for cell in header]
    for language in LANGUAGES:
        words = {column: word.casefold() for column, word in language.columns.items()}
        places = {column: found.index(word) for column, word in words.items() if word in found}
        if all(column in places for column in NEEDED):
            return language, places
    return None


def parse_status(text: str, language: Language) -> Status:
    """Return the status by how the cell begins; Moodle adds remarks such as "overdue by: 2 days"."""
    begin = " ".join(text.split()).casefold()
    for status, words in language.status.items():
        if begin.startswith(words.casefold()):
            return status
    return Status.UNKNOWN
