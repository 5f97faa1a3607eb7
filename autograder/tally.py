"""What the results of a class say: means, distributions, and which checks failed how often and why."""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from autograder import charts
from autograder.scoring import CheckResult, Record
from autograder.titles import PART_TITLES
from autograder.untrusted import plain

MESSAGES_PER_CHECK = 3


@dataclass(frozen=True)
class Column:
    """One part in the table of the class: its letter, points that can be reached, and mean score."""

    letter: str
    points: float
    mean: float


@dataclass(frozen=True)
class Failure:
    """How one check went: how many tried it, how many lost points, how many points on average, and why.

    Attributes:
        lost: Mean of the points lost, over those who lost some.
        messages: The most frequent kinds of message: an example, and how many students got one like it.
    """

    id: str
    count: int
    tried: int
    lost: float
    messages: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Distribution:
    """A chart of how many reached which score.

    Attributes:
        scores: One per submission.
        points: Points that can be reached: the right end of the axis.
        ticks: Labelled points of the axis.
        width: Of the chart, in user units; `stroke` is the width of a spike.
        labelled: With more spikes than these, only the highest carries its count.
    """

    title: str
    scores: Sequence[float]
    points: float
    ticks: tuple[float, ...]
    width: int = 300
    stroke: int = 8
    labelled: int = 12

    @property
    def mean(self) -> float:
        """Mean score."""
        return statistics.fmean(self.scores)

    @property
    def spikes(self) -> tuple[charts.Spike, ...]:
        """One spike for each score that was reached."""
        return charts.spikes(self.scores, self.points)


def columns(marked: Sequence[Record]) -> list[Column]:
    """Sum up each part that occurs."""
    found = []
    for letter in sorted({letter for record in marked for letter in record.parts}):
        parts = [record.parts[letter] for record in marked if letter in record.parts]
        most = max(part.points for part in parts)
        found.append(Column(letter, most, statistics.fmean(part.score for part in parts)))
    return found


def full_scores(marked: Sequence[Record]) -> Counter[str]:
    """Count by check how many reached all of its points."""
    checks = (check for record in marked for part in record.parts.values() for check in part.checks)
    return Counter(check.id for check in checks if check.score >= check.points)


def failures(marked: Sequence[Record]) -> list[Failure]:
    """Sum up the checks that somebody lost points in, most frequent first."""
    results: dict[str, list[CheckResult]] = {}
    for record in marked:
        for part in record.parts.values():
            for check in part.checks:
                results.setdefault(check.id, []).append(check)
    failures = []
    for name, checks in results.items():
        failed = [check for check in checks if check.score < check.points]
        if failed:
            lost = statistics.fmean(check.points - check.score for check in failed)
            failures.append(Failure(name, len(failed), len(checks), lost, _frequent_messages(failed)))
    return sorted(failures, key=lambda failure: (-failure.count / failure.tried, failure.id))


def _frequent_messages(failed: Sequence[CheckResult]) -> tuple[tuple[str, int], ...]:
    """Group messages that differ in numbers alone; return the first of each of the largest groups, and its size."""
    kinds: dict[str, list[str]] = {}
    for check in failed:
        if check.message:
            kinds.setdefault(re.sub(r"\d+(?:[.,]\d+)*", "0", plain(check.message)), []).append(check.message)
    largest = sorted(kinds.values(), key=len, reverse=True)[:MESSAGES_PER_CHECK]
    return tuple((messages[0], len(messages)) for messages in largest)


def distributions(marked: Sequence[Record], parts: Sequence[Column]) -> list[Distribution]:
    """Lay out the distribution of the total, wide, and of each part."""
    if not marked:
        return []
    scores = [record.score for record in marked]
    highest = math.fsum(part.points for part in parts)
    eighths = tuple(highest * k / 8 for k in range(9))
    whole = Distribution("(a)–(e)", scores, highest, eighths, width=960, stroke=10, labelled=30)
    return [whole] + [
        Distribution(
            title=f"({part.letter}) {PART_TITLES.get(part.letter, '')}",
            scores=[record.parts[part.letter].score for record in marked if part.letter in record.parts],
            points=part.points,
            ticks=(0.0, part.points),
        )
        for part in parts
    ]
