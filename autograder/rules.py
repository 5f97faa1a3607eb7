"""What each check requires, from its source: for the talk with a student who objects.

It gives the hidden checks away, so it is for instructors only.
"""

from __future__ import annotations

import ast
import functools
from dataclasses import dataclass
from pathlib import Path

CHECKS = Path(__file__).parent / "checks"
_PACKAGE = "autograder.checks."
_MACHINERY = {"attempts", "evidence", "loop", "oracle", "patterns"}  # how submissions are asked


@dataclass(frozen=True)
class _Module:
    """One file of the checks: its lines, its statements by what they define, and whence other names come."""

    lines: list[str]
    named: dict[str, ast.stmt]
    imported: dict[str, str]

    @classmethod
    @functools.cache
    def of(cls, name: str) -> _Module:
        source = (CHECKS / f"{name}.py").read_text(encoding="utf-8")
        body = ast.parse(source).body
        named = {name: statement for statement in body for name in _defined(statement)}
        imports = [statement for statement in body if isinstance(statement, ast.ImportFrom)]
        ours = [(each.names, str(each.module).removeprefix(_PACKAGE)) for each in imports if _is_ours(each)]
        return cls(source.splitlines(), named, {alias.name: module for names, module in ours for alias in names})


def rules() -> dict[str, str]:
    """Return what each check requires, by its id: its source, and the thresholds with the comments that derive them."""
    modules = sorted(path.stem for path in CHECKS.glob("test_*.py"))
    checks = [(module, name) for module in modules for name in _Module.of(module).named if name.startswith("test_")]
    return {name.removeprefix("test_"): _rule(module, name) for module, name in checks}


def _rule(module: str, check: str) -> str:
    """Return the source of a check and of what it uses, in its own file and then in the others."""
    used: dict[tuple[str, str], ast.stmt] = {}
    ahead = [(module, check)]
    while ahead:
        place, name = ahead.pop()
        here = _Module.of(place)
        if name in here.imported:
            ahead.append((here.imported[name], name))
        elif name in here.named and (place, name) not in used:
            used[place, name] = here.named[name]
            ahead += [(place, node.id) for node in ast.walk(here.named[name]) if isinstance(node, ast.Name)]
    found: dict[str, set[tuple[int, int]]] = {module: set()}
    for (place, _), statement in used.items():
        if _is_rule(statement):
            found.setdefault(place, set()).add(_block(statement, _Module.of(place).lines))
    texts = ["\n".join(_Module.of(place).lines[slice(*block)]) for place in found for block in sorted(found[place])]
    return "\n\n".join(texts)


def _is_ours(statement: ast.ImportFrom) -> bool:
    """Tell whether what is imported belongs to the checks, and says what is required rather than how it is asked."""
    package, _, module = str(statement.module).rpartition(".")
    return f"{package}." == _PACKAGE and module not in _MACHINERY


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
