"""The instructor's report: one page about the class."""

from __future__ import annotations

import math
import statistics
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.pages import duration, points, render
from autograder.results import Results, SimilarPair
from autograder.scoring import CheckInfo, Record, State
from autograder.tally import columns, distributions, failures, full_scores
from autograder.untrusted import plain

NAME_LIMIT = 80  # characters of a name that are shown
SIMILAR_LIMIT = 100  # pairs on the page; results.json has all


def report_page(results: Results, checks: Sequence[CheckInfo]) -> bytes:
    """Return the instructor's report: one self-contained HTML file, UTF-8, without any script.

    Args:
        results: The class, with those who did not submit.
        checks: All checks, in the order in which they run.
    """
    ordered = sorted(results.records, key=_by_name)
    marked = [record for record in ordered if record.parts]
    parts = columns(marked)
    names = {record.participant: plain(record.name, limit=NAME_LIMIT, language="en") for record in ordered}
    values: dict[str, Any] = {
        "assignment": results.assignment,
        "seed": results.seed,
        "checkpoint": results.checkpoint,
        "records": ordered,
        "unsandboxed": sum(not record.sandboxed for record in ordered),
        "facts": _facts(ordered, results.seconds),
        "notes": results.notes,
        "troubled": [record for record in ordered if _needs_a_look(record)],
        "similar": [_named(pair, names) for pair in results.similar[:SIMILAR_LIMIT]],
        "similar_more": max(0, len(results.similar) - SIMILAR_LIMIT),
        "failures": failures(marked),
        "distributions": distributions(marked, parts),
        "columns": parts,
        "marked": len(marked),
        "highest": math.fsum(part.points for part in parts),
        "mean": statistics.fmean(record.score for record in marked) if marked else 0.0,
        "name_limit": NAME_LIMIT,
        "titles": {check.id: check.title for check in checks},
        "checks": checks,
        "full_scores": full_scores(marked),
    }
    return render("report.html.jinja", language="en", values=values).encode()


def _by_name(record: Record) -> tuple[str, str, int]:
    """Sort as a class list does: without regard to case and accents."""
    bare = unicodedata.normalize("NFKD", record.name[:NAME_LIMIT])
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold(), record.name, record.participant or 0


def _needs_a_look(record: Record) -> bool:
    return record.state in (State.NOT_GRADABLE, State.LIMITED) or bool(record.notes)


def _named(pair: SimilarPair, names: Mapping[int | None, str]) -> SimilarPair:
    """Put names in the place of participant numbers, where there are any."""
    first, second = (
        f"{names[key]} ({key})" if isinstance(key, int) and key in names else str(key)
        for key in (pair.first, pair.second)
    )
    return SimilarPair(first, second, pair.cells, pair.ratio)


def _facts(records: Sequence[Record], seconds: float) -> list[tuple[str, str]]:
    states = Counter(record.state for record in records)
    scores = [record.score for record in records if record.parts]
    facts = [("graded", str(states[State.GRADED]))]
    labels = {
        State.LIMITED: "graded, a limit was hit",
        State.NOT_GRADABLE: "not gradable",
        State.NOT_SUBMITTED: "not submitted",
    }
    facts += [(label, str(states[state])) for state, label in labels.items() if states[state]]
    if scores:
        facts.append(("median of the automatic points", points(statistics.median(scores))))
    slowest = max((record.seconds for record in records), default=0.0)
    longest = f", the longest submission {duration(slowest)}" if slowest else ""
    return [*facts, (f"run time{longest}", duration(seconds))]
