"""A made-up class, its notebooks, and both files that Moodle gives for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from autograder.moodle.export import Export, read_export
from autograder.moodle.handin import GRADE_IDS
from autograder.moodle.language import ENGLISH, GERMAN, Status
from autograder.moodle.sample import Layout, SampleStudent, make_export, make_worksheet
from autograder.moodle.worksheet import Worksheet, read_worksheet

DUE = datetime(2025, 6, 3, 23, 59)
LAYOUTS = [
    Layout(language=language, since_41=since_41, folders=folders, teams=teams, blind=blind)
    for language in (ENGLISH, GERMAN)
    for since_41 in (True, False)
    for folders in (True, False)
    for teams in (True, False)
    for blind in (True, False)
]


def layout_id(layout: Layout) -> str:
    words = ("teams", layout.teams), ("blind", layout.blind), ("folders", layout.folders), ("4.1", layout.since_41)
    return "-".join([layout.language.name, *(word for word, chosen in words if chosen)])


def notebook(answer: str = "", ids: Sequence[str] = GRADE_IDS, stubs: int = 0) -> bytes:
    cells = [
        {"cell_type": "code", "id": grade_id, "metadata": {"nbgrader": {"grade_id": grade_id}}, "source": answer}
        for grade_id in ids
    ]
    cells += [{"cell_type": "code", "metadata": {}, "source": "raise NotImplementedError()"}] * stubs
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


STUDENTS = (
    SampleStudent(17, "Müller-O'Connor, Zoë (2)", {"sub/XAI Übung.ipynb": notebook("zoë"), "Bild.png": b"png"}),
    SampleStudent(3, "Jean_Luc & «D'Arc»", {"x (1).ipynb": notebook("jl")}, submitted_at=datetime(2025, 6, 4, 0, 1)),
    SampleStudent(101, "Nobody Atall", status=Status.NONE),
    SampleStudent(8, "Draft, Dora", {"x.ipynb": notebook("dora")}, status=Status.DRAFT, online_text="<p>hallo</p>"),
    SampleStudent(9, "Text, Tim", online_text="<p>nur Text</p>"),
)


def in_teams(students: Sequence[SampleStudent]) -> list[SampleStudent]:
    """Put the first two into a team whose id is somebody's participant number, and leave the others without one."""
    first, second, *others = students
    team = replace(first, group="Team_A: Rot & Blau", group_id=8)
    return [team, replace(team, participant=second.participant, name=second.name), *others]


def moodle_files(folder: Path, students: Sequence[SampleStudent], layout: Layout) -> tuple[Export, Worksheet]:
    export, worksheet = folder / "export.zip", folder / "worksheet.csv"
    make_export(export, students, layout)
    make_worksheet(worksheet, students, layout)
    return read_export(export), read_worksheet(worksheet)
