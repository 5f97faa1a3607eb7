"""Make exports and grading worksheets of a made-up class, in the forms in which Moodle makes them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from autograder.moodle import csvtext
from autograder.moodle.dates import worded_date
from autograder.moodle.language import ENGLISH, Column, Language, Status

_REMOVED = re.compile(r"[\x00-\x1f&<>\"`'|:\\/]")
_MOMENT = datetime(2025, 6, 3, 14, 5)
_ZIP_TIME = (2025, 6, 10, 8, 0, 0)  # of the download; the zip tells no other
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class SampleStudent:
    """A made-up student with what Moodle knows of the hand-in.

    Attributes:
        participant: Participant number.
        name: Full name.
        files: Files handed in, by relative POSIX path.
        online_text: HTML; empty without one.
        status: Status of the submission; with `Status.NONE` nothing is exported.
        submitted_at: Last change of the submission.
        grade: Grade in Moodle already.
        graded_at: When that grade was given.
        comment: Feedback comment in Moodle already, HTML.
        locked: Whether the grade is locked in the course's gradebook.
        group: Name of the team; empty for people without one.
        group_id: Id of the team.
    """

    participant: int
    name: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    online_text: str = ""
    status: Status = Status.SUBMITTED
    submitted_at: datetime | None = _MOMENT
    grade: float | None = None
    graded_at: datetime | None = None
    comment: str = ""
    locked: bool = False
    group: str = ""
    group_id: int = 0


@dataclass(frozen=True)
class Layout:
    """Which Moodle, and how it is set.

    Attributes:
        language: Language of the person who downloads.
        since_41: Moodle 4.1 or newer; otherwise 3.1 to 4.0.
        folders: "Download submissions in folders".
        teams: Whether the assignment is team work.
        blind: Whether names are hidden.
        maximum: Best grade; None for an assignment graded by a scale.
        identities: Whether the worksheet shows e-mail address, ID number and user name.
        workflow: Whether the worksheet shows marker and marking workflow state.
        online_text: Whether the assignment takes online texts.
        comments: Whether the assignment has feedback comments.
        escaped: Whether cells are kept from being formulas, as newer Moodle does.
    """

    language: Language = ENGLISH
    since_41: bool = True
    folders: bool = True
    teams: bool = False
    blind: bool = False
    maximum: float | None = 100.0
    identities: bool = False
    workflow: bool = False
    online_text: bool = False
    comments: bool = True
    escaped: bool = False


def make_export(path: Path, students: Sequence[SampleStudent], layout: Layout = Layout()) -> None:
    """Write the zip of "Download all submissions"."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in export_files(students, layout).items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_TIME), content, zipfile.ZIP_DEFLATED)


def export_files(students: Sequence[SampleStudent], layout: Layout) -> dict[str, bytes]:
    """Return the files of the export by their names in the zip."""
    files: dict[str, bytes] = {}
    for student in students:
        if student.status is Status.NONE:
            continue
        prefix = _prefix(student, layout)
        uploads = {("file", path): content for path, content in student.files.items()}
        if student.online_text:
            uploads["onlinetext", "onlinetext.html"] = student.online_text.encode()
        for (plugin, path), content in uploads.items():
            owner = f"{prefix}_assignsubmission_{plugin}"
            if layout.folders:
                files.setdefault(f"{owner}{'' if layout.since_41 else '_'}/{path}", content)
            else:
                files.setdefault(f"{owner}_{_cleaned(path.rpartition('/')[2])}", content)
    return files


def make_worksheet(path: Path, students: Sequence[SampleStudent], layout: Layout = Layout()) -> None:
    """Write the grading worksheet."""
    columns = _columns(layout)
    table = [[layout.language.columns[column] for column in columns]]
    for student in students:
        cells = _cells(student, layout)
        table.append([_escaped(cells[column]) if layout.escaped else cells[column] for column in columns])
    path.write_bytes(csvtext.written(table))


def _prefix(student: SampleStudent, layout: Layout) -> str:
    group = student.group or layout.language.default_group
    if layout.teams and layout.since_41:
        return _cleaned(f"{group.replace('_', ' ')}_{student.group_id}" if student.group else group)
    name = layout.language.participant if layout.blind else student.name
    if layout.teams:
        name = f"{group}-{name}"
    return _cleaned(f"{name.replace('_', ' ')}_{student.participant}")


def _cleaned(name: str) -> str:
    return _REMOVED.sub("", name)


def _escaped(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and cell != "-" else cell


def _columns(layout: Layout) -> list[Column]:
    left_out = {Column.MAXIMUM if layout.maximum is None else Column.SCALE}
    left_out |= {Column.NAME} if layout.blind else set()
    left_out |= set() if layout.identities else {Column.EMAIL, Column.ID_NUMBER, Column.USERNAME}
    left_out |= set() if layout.teams else {Column.GROUP}
    left_out |= set() if layout.workflow else {Column.MARKER, Column.WORKFLOW}
    left_out |= set() if layout.online_text else {Column.ONLINE_TEXT}
    left_out |= set() if layout.comments else {Column.COMMENT}
    return [column for column in Column if column not in left_out]


def _cells(student: SampleStudent, layout: Layout) -> dict[Column, str]:
    language = layout.language
    user = f"user{student.participant}"
    return {
        Column.IDENTIFIER: f"{language.identifier}{student.participant}",
        Column.NAME: student.name,
        Column.EMAIL: f"{user}@example.org",
        Column.ID_NUMBER: f"25-{student.participant:06}",
        Column.USERNAME: user,
        Column.STATUS: language.status[student.status],
        Column.GROUP: student.group or language.default_group,
        Column.MARKER: "",
        Column.GRADE: "" if student.grade is None else _number(student.grade, language),
        Column.MAXIMUM: "" if layout.maximum is None else _number(layout.maximum, language),
        Column.SCALE: "A, B, C",
        Column.WORKFLOW: "",
        Column.CHANGEABLE: language.no if student.locked else language.yes,
        Column.SUBMITTED_AT: _date(None if student.status is Status.NONE else student.submitted_at, language),
        Column.ONLINE_TEXT: student.online_text,
        Column.GRADED_AT: _date(student.graded_at, language),
        Column.COMMENT: student.comment,
    }


def _number(value: float, language: Language) -> str:
    text = f"{value:.2f}"
    return text if language is ENGLISH else text.replace(".", ",")


def _date(moment: datetime | None, language: Language) -> str:
    return worded_date(moment, language) if moment else "-"
