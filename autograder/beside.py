"""Files that a student handed in beside the notebook: which of them the student's own kernel gets to see."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.moodle.entry_names import NOTEBOOK_NAME, is_leftover, listed
from autograder.moodle.handin import Handin
from autograder.sandbox.limits import Limits

MAX_FILES = 200
_NAME_BYTES, _PART_BYTES, _PARTS = 512, 200, 16
_SHARE = 4  # of the scratch space; the rest is for what the notebook writes


@dataclass(frozen=True)
class Beside:
    """Files by their path relative to the notebook, and English notes on what was left out."""

    files: Mapping[str, bytes]
    notes: tuple[str, ...] = ()


def beside_handin(handin: Handin, limits: Limits) -> Beside:
    """Choose among the files of a hand-in; those outside of the notebook's folder keep their whole path."""
    folder = (handin.notebook_name or "").rpartition("/")[0]
    prefix = f"{folder}/" if folder else ""
    return choose({path.removeprefix(prefix): content for path, content in handin.files.items()}, limits)


def beside_notebook(folder: Path, limits: Limits) -> Beside:
    """Read the files of a folder that hold a notebook; links are left out, and nothing is read that is too large."""
    found: dict[str, bytes] = {}
    linked: list[str] = []
    left = _total(limits)
    for parent, folders, names in os.walk(folder, followlinks=False):
        linked += [name for name in folders if (Path(parent) / name).is_symlink()]
        for path in (Path(parent) / name for name in sorted(names)):
            name = path.relative_to(folder).as_posix()
            if not stat.S_ISREG(path.lstat().st_mode):
                linked.append(name)
            elif _is_shown(name) and (content := _read(path, left)) is not None:
                found[name] = content
                left -= len(content)
    chosen = choose(found, limits)
    return Beside(chosen.files, (*chosen.notes, *([f"links, not followed: {listed(linked)}"] if linked else [])))


def choose(files: Mapping[str, bytes], limits: Limits) -> Beside:
    """Choose the files that a kernel gets: no notebooks and leftovers, safe names, small ones first.

    Args:
        files: Content by relative POSIX path.
        limits: They set how much may be shown: a quarter of the scratch space.
    """
    chosen: dict[str, bytes] = {}
    dropped: list[str] = []
    left = _total(limits)
    for name in sorted(filter(_is_shown, files), key=lambda name: (len(files[name]), name)):
        size = len(files[name])
        fits = len(chosen) < MAX_FILES and size <= min(left, limits.file_bytes)
        if fits and _is_safe(name) and not _collides(name, chosen):
            chosen[name] = files[name]
            left -= size
        else:
            dropped.append(name)
    notes = (f"not shown to the kernel: {listed(sorted(dropped))!a}",) if dropped else ()
    return Beside(dict(sorted(chosen.items())), notes)


def _total(limits: Limits) -> int:
    return limits.scratch_bytes // _SHARE


def _is_shown(name: str) -> bool:
    """Tell whether a file is one that code might read; a second notebook or a leftover is not."""
    return not (NOTEBOOK_NAME.search(name) or is_leftover(name) or name.startswith(".ipynb_checkpoints/"))


def _is_safe(name: str) -> bool:
    """Tell whether a name stays within the folder, on any file system."""
    parts = name.split("/")
    plain = all(part not in ("", ".", "..") and len(part.encode("utf-8", "replace")) <= _PART_BYTES for part in parts)
    short = len(parts) <= _PARTS and len(name.encode("utf-8", "replace")) <= _NAME_BYTES
    return plain and short and name.isprintable() and "\\" not in name


def _collides(name: str, chosen: Mapping[str, bytes]) -> bool:
    """Tell whether a file would have to be a folder as well."""
    parents = {name[:index] for index, character in enumerate(name) if character == "/"}
    return not parents.isdisjoint(chosen) or any(other.startswith(f"{name}/") for other in chosen)


def _read(path: Path, most: int) -> bytes | None:
    """Read a file of at most so many bytes, unless it has become a link since it was looked at."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
            content = file.read(most + 1)
    except OSError:
        return None
    return content if len(content) <= most else None
