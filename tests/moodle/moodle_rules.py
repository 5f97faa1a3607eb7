"""A small Moodle to upload to: written from the rules of its import, and apart from the program under test."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime

_WORDS = {
    "English": ("Identifier", "Grade", "Last modified (grade)", "Feedback comments", len("Participant ")),
    "German": ("ID", "Bewertung", "Zuletzt geändert (Bewertung)", "Feedback als Kommentar", len("Teilnehmer/in")),
}
_MONTHS = [f"{datetime(2025, month, 1):%B}" for month in range(1, 13)]


@dataclass
class Record:
    """What Moodle knows of one participant; `modified` None means that there is no grade record yet."""

    grade: float | None = None
    comment: str = ""
    modified: datetime | None = None
    locked: bool = False
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Moodle:
    """One assignment."""

    records: dict[int, Record]
    maximum: float = 100.0
    language: str = "English"
    now: datetime = datetime(2025, 7, 1, 12, 0)

    def upload_worksheet(self, content: bytes, update_newer: bool = False) -> str:
        """Import grades; return "refused", "dropped" or "read"."""
        table = fgetcsv(
            content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()
        )
        identifier, grade, modified, comment, prefix = _WORDS[self.language]
        header = [cell.strip() for cell in table[0]]
        if any(len(row) != len(header) for row in table):
            return "dropped"
        if not {identifier, grade, modified} <= set(header):
            return "refused"
        for row in table[1:]:
            cells = dict(zip(header, row, strict=True))
            digits = cells[identifier].encode()[prefix:]
            if digits.isdigit() and int(digits) in self.records:
                record = self.records[int(digits)]
                self._import(record, cells[grade], strtotime(cells[modified]), cells.get(comment), update_newer)
        return "read"

    def _import(self, record: Record, grade: str, dated: float, comment: str | None, update_newer: bool) -> None:
        number = self._unformat(grade)
        stale = record.modified is not None and _seconds(record.modified) > dated + 60 and not update_newer
        same = record.grade is not None and number == record.grade
        if number is not None and not same and not stale and not record.locked and 0 <= number <= self.maximum:
            record.grade, record.modified = number, self.now
        if comment is not None and not stale and comment != record.comment:
            record.comment, record.modified = comment, self.now

    def _unformat(self, text: str) -> float | None:
        text = text.strip().replace(" ", "")
        if not text:
            return None
        if self.language == "German":
            text = text.replace(",", ".")
        figures = re.match(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text)
        return float(figures[0]) if figures else 0.0

    def upload_feedback_zip(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                parts = name.split("/")
                if parts[-1][:1] in (".", "~"):
                    continue
                while parts:
                    info = parts.pop(0).split("_", 4)
                    if len(info) >= 4 and info[1].isdigit() and int(info[1]) in self.records and info[3] == "file":
                        rest = "/".join([*info[4:], *parts])
                        self.records[int(info[1])].files[rest] = archive.read(name)
                        break


def fgetcsv(text: str) -> list[list[str]]:
    """PHP's fgetcsv with comma, double quote and backslash, character by character."""
    rows: list[list[str]] = []
    at = 0
    while at < len(text):
        row: list[str] = []
        more = True
        while more:
            cell, at = _cell(text, at)
            row.append(cell)
            more = at < len(text) and text[at] == ","
            at += 1
        rows.append(row)
    return rows


def _cell(text: str, at: int) -> tuple[str, int]:
    cell = ""
    begin = at
    while begin < len(text) and text[begin] in " \t":
        begin += 1
    if begin < len(text) and text[begin] == '"':
        at = begin + 1
        while at < len(text):
            if text[at] == "\\":
                cell += text[at : at + 2]
                at += 2
            elif text[at : at + 2] == '""':
                cell += '"'
                at += 2
            elif text[at] == '"':
                at += 1
                break
            else:
                cell += text[at]
                at += 1
    while at < len(text) and text[at] not in ",\n":
        cell += text[at]
        at += 1
    return cell, at


def strtotime(text: str) -> float:
    """PHP's strtotime for what can stand in a worksheet; what it cannot read counts as 1970."""
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)", text)
    if iso:
        return _seconds(datetime(*map(int, iso.groups())))  # type: ignore[arg-type]
    words = re.fullmatch(r"[A-Z][a-z]+day, (\d+) ([A-Z][a-z]+) (\d{4}), (\d+):(\d\d) ([AP])M", text)
    if words and words[2] in _MONTHS:
        hour = int(words[4]) % 12 + (12 if words[6] == "P" else 0)
        return _seconds(datetime(int(words[3]), _MONTHS.index(words[2]) + 1, int(words[1]), hour, int(words[5])))
    return 0.0


def _seconds(moment: datetime) -> float:
    return (moment - datetime(1970, 1, 1)).total_seconds()
