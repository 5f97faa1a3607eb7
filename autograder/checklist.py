"""Which checks there are, as their files say: without running them, and without torch, which they bring."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import CheckCrashed
from autograder.scoring import CheckInfo

CHECKS = Path(__file__).parent / "checks"
PARTS = ("a", "b", "c", "d", "e")


def check_files(letter: str) -> list[Path]:
    """Return the files with the checks of a part."""
    return sorted(CHECKS.glob(f"test_{letter}*.py"))


@functools.cache
def list_checks() -> dict[str, CheckInfo]:
    """Return all checks by id, in the order in which they run; nobody changes what comes back.

    Raises:
        CheckCrashed: As `checks_of`.
    """
    return {info.id: info for part in PARTS for path in check_files(part) for info in checks_of(path)}


def check_titles() -> dict[str, str]:
    """Return the German titles of all checks by id."""
    return {name: info.title for name, info in list_checks().items()}


def checks_of(path: Path) -> Iterator[CheckInfo]:
    """Yield the checks of one file.

    Raises:
        CheckCrashed: If one does not say its points.
    """
    for node in ast.parse(path.read_bytes()).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            title = (ast.get_docstring(node) or "").split("\n")[0].rstrip(".")
            yield CheckInfo(node.name.removeprefix("test_"), _points(path, node), title)


def _points(path: Path, node: ast.FunctionDef) -> float:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.points":
            try:
                (points,) = map(ast.literal_eval, decorator.args)
                return float(points)
            except (ValueError, TypeError):
                break
    raise CheckCrashed(f"{path}:{node.lineno}: {node.name}: expected @pytest.mark.points(number), found none")
