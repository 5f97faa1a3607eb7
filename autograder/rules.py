"""What each check requires, from its source: for the talk with a student who objects.

It gives the hidden checks away, so it is for instructors only.
"""

from __future__ import annotations

import ast
from pathlib import Path

CHECKS = Path(__file__).parent / "checks"


def rules() -> dict[str, str]:
    """Return what each check requires, by its id: its source, and the thresholds with the comments that derive them."""
    return {name: rule for path in sorted(CHECKS.glob("test_*.py")) for name, rule in _rules(path).items()}


def _rules(path: Path) -> dict[str, str]:
    source = path.read_text(encoding="utf-8")
    lines, body = source.splitlines(), ast.parse(source).body
    named = {name: statement for statement in body for name in _defined(statement)}
    found = {}
    for check in (name for name in named if name.startswith("test_")):
        used: dict[str, ast.stmt] = {}
        ahead = [check]
        while ahead:
            name = ahead.pop()
            if name in named and name not in used:
                used[name] = named[name]
                ahead += [node.id for node in ast.walk(named[name]) if isinstance(node, ast.Name)]
        blocks = {_block(statement, lines) for statement in used.values() if _is_rule(statement)}
        found[check.removeprefix("test_")] = "\n\n".join("\n".join(lines[start:end]) for start, end in sorted(blocks))
    return found


def _defined(statement: ast.stmt) -> list[str]:
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return [statement.name]
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]


def _is_rule(statement: ast.stmt) -> bool:
    """Tell whether a statement says what is required: constants and functions, but not fixtures, which make inputs."""
    if isinstance(statement, ast.FunctionDef):
        return not any("fixture" in ast.unparse(decorator) for decorator in statement.decorator_list)
    return isinstance(statement, ast.Assign)


def _block(statement: ast.stmt, lines: list[str]) -> tuple[int, int]:
    """Return the lines of a statement, with the comments and constants that stand with it without a blank line."""
    start, end = statement.lineno - 1, statement.end_lineno or statement.lineno
    while start and lines[start - 1].strip():
        start -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return start, end
