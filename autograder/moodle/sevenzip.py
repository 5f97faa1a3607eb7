"""Turn a 7z archive into a plain zip, in a child process that has little memory, little time and no files.

A 7z archive names its own memory needs and may pack its list of entries a millionfold, which no reader of the
format bounds. So it is unpacked apart (see `sevenzip_child`), and whatever goes wrong there is that archive's fault.
"""

from __future__ import annotations

import math
import subprocess
import sys
import time
from pathlib import Path

from autograder.moodle.limits import ArchiveError, ArchiveLimits, Budget

_CHILD = Path(__file__).with_name("sevenzip_child.py")


def to_zip(content: bytes, limits: ArchiveLimits, budget: Budget) -> bytes:
    """Return an uncompressed zip with the same files; links stay links, folders are left out.

    A file of more than `limits.file_bytes` comes out cut to one byte more, for the reader of the zip to refuse.

    Args:
        content: The 7z archive.
        limits: Bounds for each file.
        budget: What may be read in all; it is charged for the time, and for the bytes by whoever reads the zip.

    Raises:
        ArchiveError: If the archive cannot be unpacked within these limits.
    """
    budget.charge()  # nothing is begun with an empty budget
    numbers = (budget.entries_left, limits.file_bytes, budget.bytes_left, math.ceil(budget.seconds_left))
    command = [sys.executable, "-I", str(_CHILD), *map(str, numbers)]
    start = time.monotonic()
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=budget.seconds_left, env={}, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ArchiveError("takes too long to unpack") from error
    finally:
        budget.seconds_left -= time.monotonic() - start
    if done.returncode < 0:
        raise ArchiveError(f"cannot be unpacked within the limits (signal {-done.returncode})")
    if done.returncode > 0:
        raise ArchiveError(done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:200])
    return done.stdout
