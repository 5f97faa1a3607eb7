"""Make modules of texts that the trusted side sent, where the modules themselves are not installed."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import ModuleType


def load(texts: Mapping[str, str]) -> None:
    """Make a module of each text, by its full name and in that order; a module that is there already stays."""
    for name, text in texts.items():
        if name in sys.modules:
            continue
        module = _add(name)
        try:
            exec(compile(text, f"<{name}>", "exec"), module.__dict__)  # noqa: S102 - a file of this project
        except BaseException:  # as an import does
            del sys.modules[name]
            raise


def _add(name: str) -> ModuleType:
    """Add an empty module, and the packages in which it lies."""
    parent, _, last = name.rpartition(".")
    module = ModuleType(name)
    if parent:
        if parent not in sys.modules:
            _add(parent).__path__ = []  # nothing of it is looked for in files
        setattr(sys.modules[parent], last, module)
    sys.modules[name] = module
    return module
