"""results.json: what a run of grading yielded, for other programs and for making its pages again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NoReturn

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from autograder.errors import UsageError
from autograder.scoring import Record, State

ADVICE = "give the file as `autograder grade` wrote it, or grade again"

Key = int | str  # of a submission: a participant's number, or a name where there is none

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_AMOUNT = {"type": "number", "minimum": 0, "maximum": 1e9}


def _object(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": required | optional}


_CHECK = _object({"id": _TEXT, "score": _AMOUNT, "points": _AMOUNT, "message": _TEXT}) | {"additionalProperties": False}
_PART = _object({"checks": {"type": "array", "items": _CHECK}})
_SUBMISSION = _object(
    {
        "participant": {"type": ["integer", "null"]},
        "name": _TEXT,
        "state": {"enum": [str(state) for state in State]},
        "reason": _TEXT,
        "parts": {"type": "object", "additionalProperties": _PART},
        "seconds": _AMOUNT,
    },
    notice=_TEXT,
    notes=_TEXTS,
    sandboxed={"type": "boolean"},
)
_PAIR = _object(
    {
        "first": {"type": ["integer", "string"]},
        "second": {"type": ["integer", "string"]},
        "cells": _TEXTS,
        "ratio": {"type": "number", "minimum": 0, "maximum": 1},
    }
)
_VALIDATOR = Draft202012Validator(
    _object(
        {
            "assignment": _TEXT,
            "seed": {"type": "integer"},
            "checkpoint": _TEXT,
            "submissions": {"type": "array", "items": _SUBMISSION},
        },
        seconds=_AMOUNT,
        similar={"type": "array", "items": _PAIR},
        notes=_TEXTS,
    )
)


@dataclass(frozen=True)
class SimilarPair:
    """Two submissions with cells that are very much alike.

    Attributes:
        first: Key of one submission, as it was given; by order the first of the two.
        second: Key of the other.
        cells: Ids of the cells that are alike.
        ratio: How much of what the smaller submission has of its own, neither template nor common knowledge, stands
            in these cells and is the same; from 0 to 1.
    """

    first: Key
    second: Key
    cells: tuple[str, ...]
    ratio: float


@dataclass(frozen=True)
class Results:
    """One run of grading.

    Attributes:
        assignment: Name of the assignment.
        seed: Seed of the random inputs.
        checkpoint: Which weights were used.
        records: All submissions.
        seconds: Wall time of the run, in seconds.
        similar: Pairs of very similar solutions.
        notes: English remarks on the run as a whole.
    """

    assignment: str
    seed: int
    checkpoint: str
    records: tuple[Record, ...]
    seconds: float = 0.0
    similar: tuple[SimilarPair, ...] = ()
    notes: tuple[str, ...] = ()


def results_json(results: Results) -> bytes:
    """Return results.json, UTF-8.

    Raises:
        ValueError: If a number is not finite, which JSON cannot hold.
    """
    data = {
        "assignment": results.assignment,
        "seed": results.seed,
        "checkpoint": results.checkpoint,
        "submissions": [record.to_json() for record in results.records],
        "seconds": round(results.seconds, 3),
        "similar": [
            {"first": pair.first, "second": pair.second, "cells": list(pair.cells), "ratio": pair.ratio}
            for pair in results.similar
        ],
        "notes": list(results.notes),
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return text.encode(errors="backslashreplace")  # half a surrogate pair becomes the escape that JSON has for it


def read_results(content: bytes) -> Results:
    """Read results.json.

    Raises:
        UsageError: If `content` is not what `results_json` writes.
    """
    try:
        data = json.loads(content, parse_constant=_refuse)
        error = best_match(_VALIDATOR.iter_errors(data))
    except (ValueError, RecursionError) as problem:
        raise UsageError(
            f"results.json: expected JSON in UTF-8, found something else ({problem}); {ADVICE}"
        ) from problem
    if error is not None:
        raise UsageError(f"results.json, {error.json_path}: {_shortened(error.message)}; {ADVICE}")
    return Results(
        assignment=data["assignment"],
        seed=data["seed"],
        checkpoint=data["checkpoint"],
        records=tuple(map(Record.from_json, data["submissions"])),
        seconds=float(data.get("seconds", 0.0)),
        similar=tuple(
            SimilarPair(pair["first"], pair["second"], tuple(pair["cells"]), float(pair["ratio"]))
            for pair in data.get("similar", [])
        ),
        notes=tuple(data.get("notes", [])),
    )


def _refuse(constant: str) -> NoReturn:
    """Refuse what `json` reads beyond JSON; called by it for NaN and Infinity."""
    raise ValueError(f"{constant} is no JSON")


def _shortened(message: str) -> str:
    return message if len(message) <= 200 else f"{message[:120]} … {message[-60:]}"
