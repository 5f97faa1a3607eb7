"""run.json: where the pieces of a grading lie, so that whatever is written of it can be written again ungraded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.errors import UsageError
from autograder.files import write_atomically
from autograder.graded_folder import RESULTS, RUN
from autograder.moodle.worksheet import read_worksheet
from autograder.pipeline import Grading
from autograder.results import Results, read_results
from autograder.store import Store


def write_run(folder: Path, grading: Grading, worksheet: Path | None) -> None:
    """Keep where a grading's worksheet and results are.

    Args:
        folder: The graded folder, in which results.json and the store of results lie as well.
        grading: The class.
        worksheet: Moodle's worksheet as it was downloaded.
    """
    data = {"worksheet": None if worksheet is None else str(worksheet.resolve()), "keys": grading.keys}
    write_atomically(folder / RUN, json.dumps(data, indent=1).encode("utf-8"))


def read_run(folder: Path, worksheet: Path | None = None) -> Grading:
    """Read a grading back from its folder; no kernel is started, whatever has changed since.

    Args:
        folder: The graded folder.
        worksheet: A worksheet downloaded since; otherwise that of the grading counts.

    Raises:
        UsageError: If the folder holds no grading, or it is damaged, or the worksheet cannot be read.
    """
    keys, results, kept = _read(folder)
    sheet = worksheet or (kept and Path(kept))
    return Grading(
        records=results.records,
        keys=tuple(keys),
        store=Store(folder / RESULTS),
        worksheet=read_worksheet(sheet) if sheet else None,
        seed=results.seed,
        checkpoint=results.checkpoint,
        notes=results.notes,
        similar=results.similar,
        seconds=results.seconds,
    )


def _read(folder: Path) -> tuple[list[str | None], Results, str | None]:
    path = folder / RUN
    try:
        data: dict[str, Any] = json.loads(path.read_bytes())
        keys, worksheet = list(data["keys"]), data["worksheet"]
        results = read_results((folder / "results.json").read_bytes())
    except FileNotFoundError as error:
        found = f"no {Path(error.filename).name}"
        raise UsageError(
            f"{folder}: expected the folder of a grading, found {found}; run `autograder grade` first"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: expected what `autograder grade` wrote, found {error!r}; grade again") from error
    if len(keys) != len(results.records):
        raise UsageError(
            f"{path}: expected {len(results.records)} submissions as in results.json, found {len(keys)}; grade again"
        )
    return keys, results, worksheet
