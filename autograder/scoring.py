"""What grading yields, as values: checks, parts, the record of a submission, and the evidence shown to students."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from autograder.errors import UsageError


class State(StrEnum):
    """The one fate of a submission."""

    GRADED = "graded"
    LIMITED = "limited"  # graded, but a limit (time, memory, output) cut something short
    NOT_GRADABLE = "not_gradable"
    NOT_SUBMITTED = "not_submitted"


@dataclass(frozen=True)
class CheckInfo:
    """A check as it is written: its id, the points that it is worth, and its German title."""

    id: str
    points: float
    title: str


@dataclass(frozen=True)
class CheckResult:
    """One check of one submission.

    Attributes:
        id: Name of the check, such as ``b_values``; its first letter is the part.
        score: Points reached, from 0 to ``points``.
        points: Points that can be reached.
        message: German, for the student; empty when the check was passed.
    """

    id: str
    score: float
    points: float
    message: str = ""


@dataclass(frozen=True)
class PartResult:
    """The checks of one part, (a) to (e), in the order in which they ran."""

    checks: tuple[CheckResult, ...] = ()

    @property
    def score(self) -> float:
        """Points reached; the sum is exact, also with fractional points."""
        return math.fsum(check.score for check in self.checks)

    @property
    def points(self) -> float:
        """Points that can be reached."""
        return math.fsum(check.points for check in self.checks)


@dataclass(frozen=True)
class Record:
    """The result of one submission, as it stands in ``results.json``.

    Attributes:
        participant: Moodle's participant number; ``None`` for a notebook graded on its own.
        name: The student's name as Moodle writes it, or the file's name.
        state: What became of the submission.
        reason: English, for the operator: why it is not gradable, or which limit was hit.
        notice: German, for the student: the same.
        parts: Results by part letter; empty when nothing could be graded.
        seconds: Wall time of grading, in seconds.
        notes: English, for the operator: what was repaired, odd or suspicious.
        sandboxed: Whether the student's code ran in a sandbox.
    """

    participant: int | None
    name: str
    state: State
    reason: str = ""
    notice: str = ""
    parts: Mapping[str, PartResult] = field(default_factory=dict)
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    sandboxed: bool = True

    @property
    def score(self) -> float:
        """Automatic points reached."""
        return math.fsum(check.score for part in self.parts.values() for check in part.checks)

    @property
    def points(self) -> float:
        """Automatic points that can be reached."""
        return math.fsum(check.points for part in self.parts.values() for check in part.checks)

    def to_json(self) -> dict[str, Any]:
        """Return the record as plain data, ready for ``json.dumps``."""
        return {
            "participant": self.participant,
            "name": self.name,
            "state": str(self.state),
            "reason": self.reason,
            "notice": self.notice,
            "score": self.score,
            "points": self.points,
            "parts": {letter: _part_to_json(part) for letter, part in self.parts.items()},
            "seconds": round(self.seconds, 3),
            "notes": list(self.notes),
            "sandboxed": self.sandboxed,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Record:
        """Read back what `to_json` wrote.

        Raises:
            UsageError: If `data` is not such a record.
        """
        try:
            parts = {
                letter: PartResult(tuple(CheckResult(**check) for check in part["checks"]))
                for letter, part in data["parts"].items()
            }
            return cls(
                participant=data["participant"],
                name=data["name"],
                state=State(data["state"]),
                reason=data["reason"],
                notice=data.get("notice", ""),
                parts=parts,
                seconds=float(data["seconds"]),
                notes=tuple(data.get("notes", ())),
                sandboxed=bool(data.get("sandboxed", True)),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise UsageError(f"results.json: a submission record is malformed ({error!r}); grade again") from error


def _part_to_json(part: PartResult) -> dict[str, Any]:
    return {
        "score": part.score,
        "points": part.points,
        "checks": [
            {"id": check.id, "score": check.score, "points": check.points, "message": check.message}
            for check in part.checks
        ],
    }


@dataclass(frozen=True)
class Picture:
    """A filter picture of the student beside the reference's, both PNG files of the trusted side's making."""

    filter_index: int
    student_png: bytes
    reference_png: bytes


@dataclass(frozen=True)
class Evidence:
    """What the checks of (d) saw, for the feedback page.

    Attributes:
        curve: Activation of the filter before each of the student's steps, measured by the trusted side.
        reference_curve: Activation before the first and after each of the reference's steps.
        pictures: Filter pictures side by side.
    """

    curve: tuple[float, ...] = ()
    reference_curve: tuple[float, ...] = ()
    pictures: tuple[Picture, ...] = ()
