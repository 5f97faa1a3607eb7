"""Whether grading again would yield what stands there already: digests of all that went in, and of all that came out.

Looking takes a fraction of a second, where reading everything, asking the gradebook and writing the same again takes
several. Whatever differs, be it a file that somebody edited, has everything done again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from autograder.files import write_atomically
from autograder.graded_folder import AUTOGRADED, CONFIG, GRADEBOOK, RESULTS, RUN, STAMP, SUBMITTED
from autograder.provenance import program
from autograder.settings import Settings
from autograder.written import Written

Digests = dict[str, dict[str, str]]  # of files by their paths, by the name of what they lie in

_KEPT = (GRADEBOOK, SUBMITTED, AUTOGRADED, RESULTS, CONFIG, RUN)


@dataclass(frozen=True)
class Order:
    """What is to be graded, how, and into which folder.

    Attributes:
        export: Moodle's zip, or the folder extracted from it.
        worksheet: Moodle's grading worksheet.
        out: Folder for everything that is written.
        settings: Weights, seed and limits.
        due: When it was due, in Moodle's local time.
        provisional: Whether grades are written while (f) and (g) are not marked.
    """

    export: Path
    worksheet: Path | None
    out: Path
    settings: Settings
    due: datetime | None = None
    provisional: bool = True

    def digest(self) -> str:
        """Return a digest of all that determines what comes of it, but for the marks in the gradebook."""
        given = {str(path.resolve()): _digests(path) for path in (self.export, self.worksheet) if path}
        settings = self.settings
        how = [asdict(settings.limits), settings.hub.name, settings.seed, settings.sandboxed]
        facts = [program(), given, how, str(self.due), self.provisional]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def marks_in(out: Path) -> Digests:
    """Return the digest of the gradebook, which anybody may change at any time."""
    return {GRADEBOOK: _digests(out / GRADEBOOK)}


def write_stamp(order_digest: str, out: Path, marks: Digests, written: Written) -> None:
    """Leave a stamp.

    Args:
        order_digest: Of the order, taken before it was carried out.
        out: The folder of the order.
        marks: `marks_in` it, taken before the marks were read: one that came later may not be in what was written.
        written: What was told about the files.
    """
    names = [str(file.relative_to(out)) for file in written.files]
    left = _left(out, names) | marks
    data = {"order": order_digest, "left": left, "written": names, "remarks": written.remarks}
    write_atomically(out / STAMP, json.dumps(data, indent=1).encode())


def standing(order_digest: str, out: Path) -> Written | None:
    """Return what was told when this order was carried out, if doing it again would yield what lies there."""
    try:
        data = json.loads((out / STAMP).read_bytes())
        if data["order"] != order_digest or data["left"] != _left(out, data["written"]):
            return None
        remarks = tuple((str(about), str(text)) for about, text in data["remarks"])
        return Written(tuple(out / name for name in data["written"]), remarks)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _left(out: Path, written: Iterable[str]) -> Digests:
    """Return the digests of what a grading leaves in its folder, in which there may be anything else."""
    return {name: _digests(out / name) for name in (*_KEPT, *written)}


def _digests(path: Path) -> dict[str, str]:
    """Return the digests of all files in a folder by their paths, or of the one file that it is."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return {str(file.relative_to(path)): _digest(file) for file in files if file.is_file()}


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:  # whoever has to read it will say so
        return str(error.strerror)
