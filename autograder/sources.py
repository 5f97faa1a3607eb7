"""The text of our modules that run in a kernel, where they are not installed."""

from __future__ import annotations

import ast
import functools
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

INSIDE = "autograder.inside"
PIECES = f"{INSIDE}.pieces"


@functools.cache
def texts(module: str) -> Mapping[str, str]:
    """Return the text of a module below `INSIDE` by its full name, after those of ours that it imports."""
    package, _, name = module.rpartition(".")
    text = (resources.files(package) / f"{name}.py").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for imported in _imports(text):
        found |= texts(imported)
    return MappingProxyType({**found, module: text})


def _imports(text: str) -> list[str]:
    """Return the modules of ours that a module imports; all are imported with ``from``."""
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom) and node.module]
    whole = [f"{INSIDE}.{alias.name}" for node in nodes if node.module == INSIDE for alias in node.names]
    return whole + [node.module for node in nodes if node.module and node.module.startswith(f"{INSIDE}.")]
