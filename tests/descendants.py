"""The processes below this one, in which a test looks for what a kernel left behind."""

from __future__ import annotations

import psutil


def descendants() -> list[psutil.Process]:
    """Return the processes below this one, but for a browser's, of which some come and go at any moment."""
    found = []
    for child in psutil.Process().children():
        try:
            if not child.name().startswith("chrom"):
                found += [child, *child.children(recursive=True)]
        except psutil.NoSuchProcess:
            continue
    return [process for process in found if _runs(process)]


def _runs(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
