"""Private directories for the sockets of kernels; short names, because a socket's path may have 107 bytes."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from pathlib import Path

import psutil

_PREFIX = "ag-"
_NAME = re.compile(rf"{_PREFIX}(\d+)-")


def new_directory() -> Path:
    """Make a directory that only this user can read; its name holds this process's id.

    On the way those go whose process was killed before it could remove them.
    """
    remove_leftovers()
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))


def remove_leftovers() -> list[Path]:
    """Remove the directories of processes that were killed before they could, and return them."""
    gone = []
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        found = _NAME.match(path.name)
        with contextlib.suppress(OSError):
            if found and path.stat().st_uid == os.getuid() and not psutil.pid_exists(int(found[1])):
                shutil.rmtree(path)
                gone.append(path)
    return gone
