"""Results that are kept: under a key of everything that determines them, so that nothing is graded twice."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from autograder.assignment import RELEASE, ROOT
from autograder.files import write_atomically
from autograder.grading import Graded, Settings
from autograder.scoring import Evidence, Picture, Record

_CODE = ("autograder", "reference")
_PACKAGES = ("torch", "torchvision", "pytorch-lightning", "numpy")


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
    """Return the key of a result: the notebook, the files beside it, the release, our code, weights, seed, limits."""
    limits = json.dumps(asdict(settings.limits), sort_keys=True)
    rest = f"{program()}|{settings.hub.name}|{settings.seed}|{limits}|{settings.sandboxed}"
    digest = hashlib.sha256(hashlib.sha256(content).digest() + rest.encode())
    for name in sorted(files):
        digest.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(files[name]).digest())
    return digest.hexdigest()[:32]


@functools.cache
def program() -> str:
    """Return a digest of the release, of our code, and of the versions of what it computes with."""
    digest = hashlib.sha256(RELEASE.read_bytes())
    for folder in _CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    digest.update("|".join(f"{name} {version(name)}" for name in _PACKAGES).encode())
    return digest.hexdigest()


def _evidence(data: dict[str, Any]) -> Evidence:
    pictures = tuple(
        Picture(int(index), base64.b64decode(student), base64.b64decode(reference))
        for index, student, reference in data["pictures"]
    )
    return Evidence(tuple(data["curve"]), tuple(data["reference_curve"]), pictures)
