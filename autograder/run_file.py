"""What a grading was started with, kept beside its results so that `autograder export` can go on from there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from autograder.errors import UsageError
from autograder.gradebook import write_atomically
from autograder.grading import Settings
from autograder.hub import default_settings
from autograder.sandbox.limits import Limits
from reference.weights import Checkpoint

NAME = "run.json"


@dataclass(frozen=True)
class Run:
    """Inputs and settings of a grading."""

    export: Path
    worksheet: Path | None
    due: datetime | None
    settings: Settings


def write_run(folder: Path, run: Run) -> None:
    """Keep what a grading was started with."""
    settings = run.settings
    data = {
        "export": str(run.export),
        "worksheet": None if run.worksheet is None else str(run.worksheet),
        "due": None if run.due is None else run.due.isoformat(),
        "seed": settings.seed,
        "checkpoint": _named(settings.checkpoint),
        "limits": asdict(settings.limits),
        "sandboxed": settings.sandboxed,
    }
    write_atomically(folder / NAME, json.dumps(data, indent=2).encode("utf-8"))


def read_run(folder: Path) -> Run:
    """Read what a grading was started with.

    Raises:
        UsageError: If the folder holds no grading.
    """
    path = folder / NAME
    try:
        data = json.loads(path.read_bytes())
        checkpoint = data["checkpoint"] and Path(data["checkpoint"])
        settings = default_settings(
            checkpoint, seed=data["seed"], limits=Limits(**data["limits"]), sandboxed=data["sandboxed"]
        )
        worksheet, due = data["worksheet"], data["due"]
        return Run(Path(data["export"]), worksheet and Path(worksheet), due and datetime.fromisoformat(due), settings)
    except FileNotFoundError as error:
        raise UsageError(
            f"{path}: expected the folder of a grading, found no {NAME}; run `autograder grade` first"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: expected what `autograder grade` wrote, found {error!r}; grade again") from error


def _named(checkpoint: Checkpoint) -> str | None:
    """Return the file that an operator named; None where it was chosen by rule."""
    return str(checkpoint.v2) if checkpoint.source == "named" else None
