"""What comes of grading one submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from autograder import notices
from autograder.scoring import Evidence, PartResult, Record, State


@dataclass(frozen=True)
class Graded:
    """A graded submission: its record, the notebook with scores and messages, and what the checks saw.

    The `story` of each check, by its id, gives the checks away: it is for `autograder explain` only, and not kept.
    """

    record: Record
    notebook: bytes | None = None
    evidence: Evidence = field(default_factory=Evidence)
    answers: dict[str, str] = field(default_factory=dict)
    story: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """Parts of a submission that were judged before by the same checks, with what those of (d) saw."""

    parts: Mapping[str, PartResult] = field(default_factory=dict)
    evidence: Evidence = field(default_factory=Evidence)


def not_gradable(participant: int | None, name: str, reason: str, *, sandboxed: bool = True) -> Record:
    """Return the record of a submission that cannot be graded; `reason` is English, for the operator."""
    return Record(participant, name, State.NOT_GRADABLE, reason, notices.NOT_GRADABLE, sandboxed=sandboxed)
