"""Which of this project's sources determine a result, so that changing any other one changes no result."""

from __future__ import annotations

import ast
import functools
import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from autograder.assignment import RELEASE, ROOT
from autograder.checklist import PARTS, check_files

_CODE = ("autograder", "reference")
_SUFFIXES = (".py", ".jinja", ".css")
_PACKAGES = ("torch", "torchvision", "pytorch-lightning", "numpy")
_CHECKS_DIGITS = 8


@functools.cache
def program() -> str:
    """Return a digest of the release, of all our code and templates, and of the versions of what it computes with."""
    return _digest(path for folder in _CODE for path in (ROOT / folder).rglob("*") if path.suffix in _SUFFIXES)


@functools.cache
def grading_program() -> str:
    """Return the same of what can determine any result, the checks themselves left out."""
    return _digest(grading_sources())


@functools.cache
def check_programs() -> tuple[str, ...]:
    """Return, for each part in turn, a short digest of its checks and of what they alone import."""
    return tuple(_digest(sources(check_files(part)) - grading_sources())[:_CHECKS_DIGITS] for part in PARTS)


def sources(files: Iterable[Path]) -> frozenset[Path]:
    """Return files of this project with all others that they import, however indirectly."""
    found: set[Path] = set()
    ahead = list(files)
    while ahead:
        path = ahead.pop()
        if path not in found:
            found.add(path)
            ahead += _imported(path)
    return frozenset(found)


@functools.cache
def grading_sources() -> frozenset[Path]:
    """Return the files that can determine the result of any part."""
    inside = (ROOT / "autograder" / "inside").rglob("*.py")  # sent to kernels as text, and so not imported here
    return sources([ROOT / "autograder" / "grading.py", *inside])


@functools.cache
def _imported(path: Path) -> tuple[Path, ...]:
    """Return the files of the modules that a file imports, wherever it does, and of the packages in which they lie."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            yield from _files_of(name)


def _files_of(module: str) -> Iterator[Path]:
    """Yield the file of a module, if it is one of ours, and those of the packages in which it lies."""
    parts = module.split(".")
    if parts[0] not in _CODE:
        return
    for end in range(1, len(parts) + 1):
        stem = ROOT.joinpath(*parts[:end])
        yield from (file for file in (stem.with_suffix(".py"), stem / "__init__.py") if file.is_file())


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(RELEASE.read_bytes())
    for path in sorted(files):
        digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    digest.update("|".join(f"{name} {version(name)}" for name in _PACKAGES).encode())
    return digest.hexdigest()
