"""Write the zip for Moodle's «Upload multiple feedback files in a zip»."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from autograder.errors import UsageError
from autograder.files import replacing

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the zip format's first date, so that the same pages give the same bytes
_ORDINARY_FILE = 0o100644 << 16
_MOST_BYTES = 0xFFFFFFFF  # beyond it, or beyond 65535 entries, a zip has to be Zip64, which Moodle may not read
_MOST_PAGES = 0xFFFF


def write_feedback_zip(path: Path, pages: Iterable[tuple[int, bytes]]) -> None:
    """Write one feedback page per participant; every member of a team needs an entry.

    The names are ``P_<participant>_assignfeedback_file/feedback.html``: ASCII, and free of names that Moodle would
    split at an underscore. The same pages give the same bytes; `path` is replaced as a whole or not at all. Upload the
    grading worksheet first: this zip creates grade records, and the worksheet then counts as outdated.

    Args:
        path: The zip to write.
        pages: Participant numbers with HTML pages; taken one at a time, since a class of pages is large.

    Raises:
        UsageError: If a number is negative, the zip grows too large for Moodle, or `path` cannot be written.
    """
    try:
        _replace(path, pages)
    except zipfile.LargeZipFile as error:
        raise UsageError(f"{path}: the feedback grows beyond {_MOST_BYTES} bytes; make the pages smaller") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); choose a folder that exists") from error


def _replace(path: Path, pages: Iterable[tuple[int, bytes]]) -> None:
    with replacing(path) as stream, zipfile.ZipFile(stream, "w", allowZip64=False) as archive:
        for count, (participant, page) in enumerate(pages):
            if participant < 0 or count >= _MOST_PAGES:
                raise UsageError(f"{path}: expected at most {_MOST_PAGES} pages by participant number from 0 on")
            info = zipfile.ZipInfo(f"P_{participant}_assignfeedback_file/feedback.html", _EARLIEST)
            info.external_attr = _ORDINARY_FILE
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, page)
