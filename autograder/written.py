"""What a command wrote, and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

Remark = tuple[str, str]  # what it is about, and the English text


@dataclass(frozen=True)
class Written:
    """Files that were written, and remarks on them, such as what Moodle will pass over."""

    files: tuple[Path, ...]
    remarks: tuple[Remark, ...] = ()
