"""Private directories for the sockets of kernels; short names, because a socket's path may have 107 bytes."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import tempfile
from pathlib import Path

import psutil

from autograder.errors import SetupError

_PREFIX = "ag-"
_NAME = re.compile(rf"{_PREFIX}(\d+)-")


def new_directory() -> Path:
    """Make a directory that only this user can read; its name holds this process's id.

    On the way those go whose process was killed before it could remove them.
    """
    remove_leftovers()
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))


def remove(directory: Path) -> None:
    """Remove a directory into which a submission wrote, whatever it holds: folders without rights, or very deep ones.

    Raises:
        SetupError: If it is still there; nobody else must find what it holds.
    """
    if not directory.exists():
        return
    for command in (["chmod", "-R", "u+rwx"], ["rm", "-rf"]):  # neither follows links below it, and no depth stops them
        subprocess.run([*command, "--", str(directory)], stderr=subprocess.DEVNULL, check=False)
    if directory.exists():
        raise SetupError(f"{directory}: expected to remove it, found that it cannot be removed; remove it by hand")


def remove_leftovers() -> list[Path]:
    """Remove the directories of processes that were killed before they could, and return them."""
    gone = []
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        found = _NAME.match(path.name)
        with contextlib.suppress(OSError, SetupError):
            if found and path.stat().st_uid == os.getuid() and not psutil.pid_exists(int(found[1])):
                remove(path)
                gone.append(path)
    return gone
