"""Names of files in archives: decoded, made safe, and told from what systems leave behind."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Sequence

from autograder.moodle.limits import ArchiveError

CHECKPOINTS = ".ipynb_checkpoints"
NOTEBOOK_NAME = re.compile(r"\.ipynb(\.txt|\.json)?$", re.IGNORECASE)

_UTF8_FLAG = 0x800
_NAME_CHARACTERS = 1024
_LEFTOVER_FOLDERS = {"__MACOSX", "__pycache__"}
_LEFTOVER_FILES = {"thumbs.db", "desktop.ini"}
_SHOWN = 5


def is_folder(info: zipfile.ZipInfo) -> bool:
    """Whether the entry stands for a folder; old Windows tools write these with a backslash."""
    return info.orig_filename.endswith(("/", "\\"))


def safe_name(info: zipfile.ZipInfo) -> str:
    """Return an entry's relative POSIX path in NFC, free of ``.``, ``..`` and empty parts.

    Raises:
        ArchiveError: If the name is absolute, leads out of the archive's folder, is endless or has control characters.
    """
    name = _decoded(info).replace("\\", "/")
    shown = ascii(name[:80])
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in name) or len(name) > _NAME_CHARACTERS:
        raise ArchiveError(f"hostile: the entry name {shown} has control characters or is endless")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        raise ArchiveError(f"hostile: the entry {shown} has an absolute name")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts or not parts:
        raise ArchiveError(f"hostile: the entry {shown} lies outside of the archive's folder")
    return "/".join(parts)


def _decoded(info: zipfile.ZipInfo) -> str:
    """Return the name in NFC. Without the UTF-8 flag it is UTF-8 all the same (macOS) or CP850 (Windows, DOS).

    CP850 stands for CP437 too: the letters of western Europe lie at the same places in both.
    """
    name = info.orig_filename
    if not info.flag_bits & _UTF8_FLAG:
        raw = name.encode("cp437")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp850")
    return unicodedata.normalize("NFC", name)


def is_leftover(path: str) -> bool:
    """Whether an operating system or editor left this file, and no participant meant to hand it in."""
    *folders, name = path.split("/")
    hidden = any(folder.startswith(".") and folder != CHECKPOINTS for folder in folders)
    if hidden or not _LEFTOVER_FOLDERS.isdisjoint(folders) or name.startswith("._") or name.startswith("~$"):
        return True
    return name.lower() in _LEFTOVER_FILES or (name.startswith(".") and not NOTEBOOK_NAME.search(name))


def listed(names: Sequence[str]) -> str:
    """Return the first few names for a message, and how many more there are."""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
