"""Read Moodle's "Download all submissions": names become participants, whatever the layout.

A participant's files lie in ``NAME_UID_assignsubmission_file/`` (``…_file_/`` before Moodle 4.1), or all in one folder
as ``NAME_UID_assignsubmission_file_x.ipynb``. The number is the participant number of this assignment, or for teams
from 4.1 on the group's id; people without a group come without a number. Only the worksheet can tell teams apart.

Source: Moodle, mod/assign (`download_submissions`, from 4.1 on `mod_assign\\downloader`), versions 3.7 to 5.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import UsageError
from autograder.moodle.archive import Entry, read_archive_file, read_folder
from autograder.moodle.entry_names import is_leftover, listed
from autograder.moodle.handin import Handin, assemble
from autograder.moodle.limits import ArchiveError, ArchiveLimits

# From the left: Moodle leaves no "_" in names, while a student's file name may imitate the whole pattern.
_PREFIX = r"(?P<name>.+?)(?:_(?P<number>[0-9]{1,18}))?_(?P<kind>assignsubmission|assignfeedback)_(?P<plugin>[a-z0-9]+)"
_FOLDER = re.compile(_PREFIX + r"_?")
_FLAT = re.compile(_PREFIX + r"_(?P<file>.+)", re.DOTALL)


@dataclass(frozen=True)
class Export:
    """All hand-ins of an export, in its order, and English notes on what belongs to nobody."""

    handins: tuple[Handin, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Place:
    participant: int | None
    name: str
    kind: str
    path: str


def read_export(path: Path, limits: ArchiveLimits = ArchiveLimits()) -> Export:  # noqa: B008  # a frozen value
    """Read an export, as the zip (or 7z) that Moodle gave or as the folder that it was extracted to.

    A damaged file or a hostile archive within one hand-in is that participant's problem or note.

    Raises:
        UsageError: If `path` does not exist, cannot be read as a whole, or has files of nobody only.
    """
    if not path.exists():
        raise UsageError(f"{path}: no such file; expected the zip from Moodle's «Download all submissions»")
    entries = read_folder(path, limits) if path.is_dir() else read_archive_file(path, limits)
    try:
        return _sorted_out(path, entries, limits)
    except ArchiveError as error:
        raise UsageError(f"{path}: not a readable export: {error}; download it from Moodle again") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); expected Moodle's export") from error


def _sorted_out(path: Path, entries: Iterable[Entry], limits: ArchiveLimits) -> Export:
    owners: dict[int | str, _Place] = {}
    owned: dict[int | str, list[Entry]] = {}
    strays: list[str] = []
    notes: list[str] = []
    for entry in entries:
        if is_leftover(entry.name):
            continue
        place = _locate(entry.name)
        if place is None or place.kind != "assignsubmission":
            strays.append(entry.name)
            continue
        key = place.name if place.participant is None else place.participant
        first = owners.setdefault(key, place)
        if first.name != place.name:
            notes.append(f"participant {key} has two names: {first.name!r} and {place.name!r}")
        owned.setdefault(key, []).append(Entry(place.path, entry.content, entry.problem))
    if strays and not owners:
        raise UsageError(
            f"{path}: no Moodle export: expected names such as «Name_123_assignsubmission_file», "
            f"found {listed(strays)}; give the zip from «Download all submissions», or the folder extracted from it"
        )
    if strays:
        notes.append(f"{len(strays)} files belong to no participant: {listed(strays)}")
    if not owners:
        notes.append("the export is empty: nobody handed in a file")
    handins = (assemble(place.participant, place.name, owned[key], limits) for key, place in owners.items())
    return Export(tuple(handins), tuple(dict.fromkeys(notes)))


def _locate(path: str) -> _Place | None:
    """Return whose file it is by the outermost part of the path that has Moodle's form; None if there is none."""
    parts = path.split("/")
    for index, part in enumerate(parts):
        is_file = index == len(parts) - 1
        match = (_FLAT if is_file else _FOLDER).fullmatch(part)
        if match:
            inner = match["file"] if is_file else "/".join(parts[index + 1 :])
            number = match["number"]
            return _Place(
                participant=int(number) if number else None,
                name=match["name"].replace("_", " "),
                kind=match["kind"],
                path=inner if match["plugin"] == "file" else f"{match['plugin']}/{inner}",
            )
    return None
