"""What one participant handed in: every file, nested archives unpacked, and among them the notebook to grade.

The notebook is known by its content: the ids of the graded cells, which survive any renaming. It is looked for in
the raw bytes, because the file is neither trusted nor necessarily whole; whether it can be graded is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from types import MappingProxyType

from autograder.moodle.archive import Entry, archive_kind, read_archive
from autograder.moodle.entry_names import CHECKPOINTS, NOTEBOOK_NAME, is_leftover, listed
from autograder.moodle.limits import ArchiveError, ArchiveLimits

GRADE_IDS = (
    "a_load_resnet50",
    "b_feature_extractor",
    "c_compute_loss",
    "d_initialize_image",
    "d_gradient_ascent_step",
    "d_deprocess_image",
    "d_visualize_filter",
    "e_visualize_filters",
    "e_stitch_filters",
    "f_interpretation",
    "g_experiments",
)

_ID = re.compile(rf'"(?:grade_id|id)"\s*:\s*"({"|".join(GRADE_IDS)})"'.encode())
_CELLS = re.compile(rb'"cells"\s*:\s*\[')
_STUB = b"raise NotImplementedError"  # what nbgrader leaves in a solution cell for students to replace
_COPY = re.compile(r"\((\d{1,4})\)")
_UNPACKED_SUFFIXES = ("", ".zip", ".7z", ".ipynb")  # not .docx, .npz, .pth and the like, which are zip files too
_PACKED_SUFFIXES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_PART_BYTES, _FOLDERS = 255, 63
_NOTES, _NOTE_CHARACTERS = 30, 400


@dataclass(frozen=True)
class Handin:
    """What one participant (or team) handed in.

    Attributes:
        participant: Participant number, or a group's id; None when the export does not tell.
        name: As in the export, NFC, with spaces for ``_``.
        notebook: The chosen notebook's bytes, neither parsed nor trusted; None when there is none.
        notebook_name: Its path below the hand-in.
        files: The other files, by relative POSIX path; an unpacked archive is a folder with the archive's name.
        problem: English reason why there is no notebook; empty when there is one.
        notes: English, for the operator: what was odd.
        group: Whether `participant` is a group's id, or the hand-in is of people without a group.
    """

    participant: int | None
    name: str
    notebook: bytes | None
    notebook_name: str | None
    files: Mapping[str, bytes]
    problem: str = ""
    notes: tuple[str, ...] = ()
    group: bool = False


def assemble(participant: int | None, name: str, entries: Iterable[Entry], limits: ArchiveLimits) -> Handin:
    """Unpack a participant's files and choose the notebook. What cannot be read becomes a note, never an error."""
    files = _Files(limits)
    # Archives come last, so that none of them can use up what plain files need.
    for entry in sorted(entries, key=lambda entry: bool(archive_kind(entry.content or b""))):
        files.add(entry)
    notebook_name, remarks = choose_notebook(files.content)
    problem = ""
    if notebook_name is None:
        among = f"no notebook among: {listed(list(files.content))}" if files.content else "no notebook"
        problem = "; ".join([among, *files.notes])
    return Handin(
        participant=participant,
        name=name,
        notebook=files.content[notebook_name] if notebook_name else None,
        notebook_name=notebook_name,
        files=MappingProxyType({path: data for path, data in files.content.items() if path != notebook_name}),
        problem=problem,
        notes=(*files.notes, *remarks),
        group=participant is None,
    )


def choose_notebook(files: Mapping[str, bytes]) -> tuple[str | None, tuple[str, ...]]:
    """Choose the notebook to grade.

    Candidates are files named ``.ipynb`` and notebooks under any name that have a graded cell. The best one has, in
    this order: the most graded cells; the fewest cells left as they were given out; the form of a notebook; a place
    outside of Jupyter's checkpoints; the shortest path; the highest number ``(n)``, which the last upload got.

    Returns:
        Its path, or None, and notes on what was odd.
    """
    candidates = [path for path, content in files.items() if _is_candidate(path, content)]
    ranked = sorted(candidates, key=lambda path: _rank(path, files[path]))
    if not ranked:
        return None, ()
    best = ranked[0]
    notes = []
    if not _CELLS.search(files[best]):
        notes.append(f"{best} does not look like a notebook")
    elif not _ID.search(files[best]):
        notes.append(f"{best} has none of the graded cells' ids; it was taken by its name")
    if not best.lower().endswith(".ipynb"):
        notes.append(f"{best} was taken for the notebook by its content")
    rivals = [path for path in ranked[1:] if files[path] != files[best]]
    if rivals:
        notes.append(
            f"{len(rivals) + 1} different notebooks; taken: {best} (most graded cells, then fewest untouched ones, "
            f"then shortest path, then highest copy number); left aside: {listed(rivals)}"
        )
    return best, tuple(notes)


def _is_candidate(path: str, content: bytes) -> bool:
    return bool(NOTEBOOK_NAME.search(path) or (_CELLS.search(content) and _ID.search(content)))


def _rank(path: str, content: bytes) -> tuple[int, int, bool, bool, int, int, str]:
    copies = _COPY.findall(PurePosixPath(path).name)
    return (
        -len(set(_ID.findall(content))),
        content.count(_STUB),
        not _CELLS.search(content),
        CHECKPOINTS in path,
        path.count("/"),
        -int(copies[-1]) if copies else 0,
        path,
    )


class _Files:
    """The files of one hand-in while they are gathered: content by path, and notes."""

    def __init__(self, limits: ArchiveLimits) -> None:
        self.content: dict[str, bytes] = {}
        self._notes: list[str] = []
        self._unsaid = 0
        self._limits = limits
        self._budget = limits.of_handin()

    @property
    def notes(self) -> tuple[str, ...]:
        """What was odd, as far as a person would read it."""
        return (*self._notes, *([f"and {self._unsaid} more notes"] if self._unsaid else []))

    def add(self, entry: Entry) -> None:
        """Take a file of the export, or what it holds if it is an archive."""
        try:
            self._budget.charge(size=len(entry.content or b""), entries=1)
        except ArchiveError as error:
            self._note(f"{entry.name}: left out, {error}")
        else:
            self._take(entry, 0)

    def _take(self, entry: Entry, depth: int) -> None:
        name, content = entry.name, entry.content
        if content is None:
            self._note(f"{name}: {entry.problem}")
            return
        suffix = PurePosixPath(name).suffix.lower()
        kind = archive_kind(content)
        if kind in ("zip", "7z") and suffix in _UNPACKED_SUFFIXES:
            self._unpack(name, content, depth)
            return
        if suffix in _PACKED_SUFFIXES:
            self._note(f"{name}: cannot be unpacked ({kind or 'no archive, or damaged'}); zip and 7z can")
        if any(len(part.encode()) > _PART_BYTES for part in name.split("/")):
            self._note(f"{name[:40]}…: left out, the name is too long for a file")
        elif name.count("/") > _FOLDERS:
            self._note(f"{name[:40]}…: left out, it lies in more than {_FOLDERS} folders")
        elif name in self.content:
            self._note(f"{name}: comes twice, the first was taken")
        else:
            self.content[name] = content

    def _unpack(self, name: str, content: bytes, depth: int) -> None:
        if depth >= self._limits.nesting:
            self._note(f"{name}: not unpacked, more than {depth} archives lie in each other")
            return
        try:
            entries = read_archive(content, self._limits, self._budget)
        except ArchiveError as error:
            self._note(f"{name}: {error}")
            return
        except Exception as error:  # what the library that reads it did not foresee stays with this file
            self._note(f"{name}: damaged ({type(error).__name__})")
            return
        self._note(f"{name}: unpacked")
        for entry in entries:
            if not is_leftover(entry.name):
                self._take(replace(entry, name=f"{name}/{entry.name}"), depth + 1)

    def _note(self, text: str) -> None:
        if len(self._notes) < _NOTES:
            self._notes.append(text if len(text) <= _NOTE_CHARACTERS else f"{text[:_NOTE_CHARACTERS]} …")
        else:
            self._unsaid += 1
