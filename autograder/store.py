"""Results that are kept: under a key of everything that determines them, so that nothing is graded twice."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.checklist import PARTS
from autograder.files import write_atomically
from autograder.graded import Graded, Known
from autograder.provenance import check_programs, grading_program
from autograder.scoring import Evidence, Picture, Record, State
from autograder.settings import Settings

_BASE_DIGITS = 32


@dataclass(frozen=True)
class Store:
    """A folder of results, one file for each distinct notebook and setting."""

    folder: Path

    def get(self, key: str) -> Graded | None:
        """Return a kept result; a damaged file counts as none, and is graded anew."""
        try:
            data = json.loads((self.folder / f"{key}.json").read_bytes())
            return Graded(
                record=Record.from_json(data["record"]),
                notebook=None if data["notebook"] is None else data["notebook"].encode("utf-8"),
                evidence=_evidence(data["evidence"]),
                answers=dict(data["answers"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def known(self, key: str) -> Known:
        """Return the parts of a result that stand for it in another one, whose checks differ in other parts only.

        A submission that exceeded a limit or lost its kernel is judged anew, as a whole.
        """
        best = Known()
        for path in self.folder.glob(f"{key[:_BASE_DIGITS]}-*.json"):
            kept = self.get(path.stem)
            if kept is None or kept.record.state is not State.GRADED:
                continue
            pairs = zip(PARTS, key.split("-")[1:], path.stem.split("-")[1:], strict=True)
            same = {part: kept.record.parts[part] for part, wanted, found in pairs if wanted == found}
            if len(same) > len(best.parts):
                best = Known(same, kept.evidence)
        return best

    def put(self, key: str, graded: Graded) -> None:
        """Keep a result."""
        data = {
            "record": graded.record.to_json(),
            "notebook": None if graded.notebook is None else graded.notebook.decode("utf-8"),
            "evidence": {
                "curve": list(graded.evidence.curve),
                "reference_curve": list(graded.evidence.reference_curve),
                "pictures": [
                    [
                        picture.filter_index,
                        *(base64.b64encode(png).decode() for png in (picture.student_png, picture.reference_png)),
                    ]
                    for picture in graded.evidence.pictures
                ],
            },
            "answers": graded.answers,
        }
        write_atomically(self.folder / f"{key}.json", json.dumps(data).encode("utf-8"))


def key_of(content: bytes, files: Mapping[str, bytes], settings: Settings) -> str:
    """Return the key of a result: the notebook, the files beside it, the release, our code, weights, seed, limits.

    The digests of the checks, part by part, come last, so that the key tells which parts two results share.
    """
    limits = json.dumps(asdict(settings.limits), sort_keys=True)
    rest = f"{grading_program()}|{settings.hub.name}|{settings.seed}|{limits}|{settings.sandboxed}"
    digest = hashlib.sha256(hashlib.sha256(content).digest() + rest.encode())
    for name in sorted(files):
        digest.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(files[name]).digest())
    return "-".join([digest.hexdigest()[:_BASE_DIGITS], *check_programs()])


def _evidence(data: dict[str, Any]) -> Evidence:
    pictures = tuple(
        Picture(int(index), base64.b64decode(student), base64.b64decode(reference))
        for index, student, reference in data["pictures"]
    )
    return Evidence(tuple(data["curve"]), tuple(data["reference_curve"]), pictures)
