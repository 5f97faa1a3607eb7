"""Moodle's files in nbgrader's own commands: ``zip_collect`` reads an export, ``export`` fills a worksheet.

`autograder.nbgrader_course.configure` plugs these classes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nbgrader.plugins import ExportPlugin, ExtractorPlugin, FileNameCollectorPlugin
from traitlets import Bool, Unicode

from autograder.assignment import ASSIGNMENT, MANUAL_CELLS, NOTEBOOK, TEST_CELLS
from autograder.errors import AutograderError, UsageError
from autograder.feedback import ManualMark, total
from autograder.files import write_atomically
from autograder.gradebook import manual_marks
from autograder.moodle import csvtext
from autograder.moodle.entry_names import is_leftover
from autograder.moodle.export import Export, read_export
from autograder.moodle.grades import fill, plain_cell
from autograder.moodle.importrules import dry_run
from autograder.moodle.roster import Person, join
from autograder.moodle.worksheet import read_worksheet
from autograder.scoring import CheckResult, PartResult, Record, State
from autograder.titles import PART_TITLES
from autograder.worksheet_grades import grades_of, points_of, worksheet_notes

TITLES = {cell: PART_TITLES[letter] for cell, letter in TEST_CELLS.items()}


class MoodleExtractor(ExtractorPlugin):  # type: ignore[misc]  # nbgrader is untyped
    """Unpacks Moodle's exports: one folder per participant, with the notebook under the assignment's name.

    The archive folder holds what «Download all submissions» gave, as zip files or folders, and the grading worksheet
    (CSV) if there is one: teams and the time of submission need it.
    """

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Called once by ``nbgrader zip_collect`` with the folder of the downloads and an empty folder to fill."""
        try:
            for person in _people(Path(archive_path), self.log):
                self._extract(person, Path(extracted_path))
        except AutograderError as error:
            self.parent.fail(str(error))

    def _extract(self, person: Person, folder: Path) -> None:
        who = f"{person.name} ({person.participant})"
        for note in (*person.notes, *(person.handin.notes if person.handin else ())):
            self.log.warning("%s: %s", who, note)
        if person.handin is None:
            return
        if person.participant is None or person.handin.notebook is None:
            self.log.error("%s: not collected: %s", who, person.handin.problem or "has no participant number")
            return
        target = folder / str(person.participant)
        write_atomically(target / f"{NOTEBOOK}.ipynb", person.handin.notebook)
        if person.row and person.row.submitted_at:
            # Moodle's local time is taken for that of this machine.
            write_atomically(target / "timestamp.txt", person.row.submitted_at.astimezone().isoformat(" ").encode())


class MoodleCollector(FileNameCollectorPlugin):  # type: ignore[misc]  # nbgrader is untyped
    """Takes the files that `MoodleExtractor` wrote: the folder is the participant."""

    def collect(self, submitted_file: str) -> dict[str, str]:
        """Called by ``nbgrader zip_collect`` for each extracted file."""
        path = Path(submitted_file)
        return {"student_id": path.parent.name, "file_id": path.name}


class MoodleExporter(ExportPlugin):  # type: ignore[misc]  # nbgrader is untyped
    """Writes the gradebook's scores as Moodle's grading worksheet, or without one as a table."""

    worksheet = Unicode("", help="Moodle's grading worksheet as it was downloaded").tag(config=True)
    provisional = Bool(False, help="Write grades also while (f) or (g) is not marked").tag(config=True)

    def export(self, gradebook: Any) -> None:
        """Called by ``nbgrader export`` with nbgrader's gradebook."""
        graded = [
            (_record(entry), manual_marks(entry.notebooks[0]))
            for entry in gradebook.assignment_submissions(ASSIGNMENT)
            if entry.notebooks and entry.student.id in (list(map(str, self.student)) or [entry.student.id])
        ]
        try:
            path = self._fill(graded) if self.worksheet else self._tabulate(graded)
        except AutograderError as error:
            self.parent.fail(str(error))
        self.log.info("Exported to %s", path)

    def _fill(self, graded: Iterable[tuple[Record, tuple[ManualMark, ...]]]) -> Path:
        source = Path(self.worksheet)
        path = Path(self.to or source.name)
        if path.resolve() == source.resolve():
            raise UsageError(f"{path}: the filled-in worksheet would replace it; choose another file with --to")
        sheet = read_worksheet(source)
        by_participant = {record.participant: (record, marks) for record, marks in graded}
        strangers = by_participant.keys() - {row.participant for row in sheet.rows}
        for note in (*worksheet_notes(sheet), *(f"{by_participant[key][0].name}: has no row" for key in strangers)):
            self.log.warning("%s", note)
        records = [record for record, _ in by_participant.values()]
        marks = {key: given for key, (_, given) in by_participant.items() if key is not None}
        content = fill(sheet, grades_of(sheet, records, marks, TITLES, provisional=self.provisional))
        for verdict in dry_run(content, sheet):
            for warning in verdict.warnings:
                self.log.warning("Moodle, row %d, %s: %s", verdict.line, verdict.name, warning)
        write_atomically(path, content)
        return path

    def _tabulate(self, graded: Iterable[tuple[Record, tuple[ManualMark, ...]]]) -> Path:
        path = Path(self.to or "grades.csv")
        letters = [*TEST_CELLS.values(), *MANUAL_CELLS.values()]
        highest = points_of([*TEST_CELLS, *MANUAL_CELLS])
        table = [["participant", "name", *letters, "score", "points", "provisional"]]
        for record, marks in graded:
            scores = {letter: part.score for letter, part in record.parts.items()}
            scores |= {mark.part: mark.score for mark in marks if mark.score is not None}
            summed = total(record, marks)
            cells = [f"{scores[letter]:g}" if letter in scores else "" for letter in letters]
            end = [f"{summed.score:g}", f"{highest:g}", "yes" if summed.provisional else "no"]
            table.append([str(record.participant), plain_cell(record.name), *cells, *end])
        write_atomically(path, csvtext.written(table))
        return path


def _people(folder: Path, log: Any) -> Iterator[Person]:
    """Read everything in the archive folder."""
    paths = [path for path in sorted(folder.iterdir()) if not is_leftover(path.name)]
    sheets = [path for path in paths if path.suffix.lower() == ".csv"]
    if len(sheets) > 1:
        raise UsageError(f"{folder}: expected one grading worksheet at most, found {[path.name for path in sheets]}")
    exports = {path: read_export(path) for path in paths if path not in sheets}
    if not exports:
        raise UsageError(f"{folder}: expected the zip from Moodle's «Download all submissions», found no file")
    owners: dict[object, Path] = {}
    for path, export in exports.items():
        for handin in export.handins:
            key = handin.name if handin.participant is None else handin.participant
            if owners.setdefault(key, path) != path:
                raise UsageError(f"{path}: {key} is in {owners[key].name} too; leave only the newer download")
    every = Export(
        handins=tuple(handin for export in exports.values() for handin in export.handins),
        notes=tuple(note for export in exports.values() for note in export.notes),
    )
    roster = join(every, read_worksheet(sheets[0]) if sheets else None)
    for note in roster.notes:
        log.warning("%s", note)
    yield from roster.people


def _record(entry: Any) -> Record:
    """Return what nbgrader's gradebook knows of a submission (`nbgrader.api.SubmittedAssignment`)."""
    grades = {grade.name: grade for grade in entry.notebooks[0].grades}
    parts = {
        letter: PartResult((CheckResult(cell, float(grades[cell].auto_score), grades[cell].max_score),))
        for cell, letter in TEST_CELLS.items()
        if cell in grades and grades[cell].auto_score is not None
    }
    student = entry.student
    name = " ".join(filter(None, (student.first_name, student.last_name))) or student.id
    participant = int(student.id) if student.id.isdecimal() else None
    return Record(participant, name, State.GRADED, parts=parts)
