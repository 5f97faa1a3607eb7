"""What this machine can do: each capability is tried for real."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

import psutil

from autograder.assignment import load_assignment
from autograder.cohort import workers_for
from autograder.errors import AutograderError, KernelLost
from autograder.hub import default_settings
from autograder.sandbox.command import find_bwrap
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.limits import Limits
from reference.errors import ReferenceImplementationError

_ESCAPES = """
import os, socket
seen = [path for path in {sentinels!r} if os.path.exists(path)]
seen += [path for path in {projects!r} if os.path.isdir(path) and os.listdir(path)]
try:
    socket.create_connection(("192.0.2.1", 9), timeout=1); network = "reached"
except OSError:
    network = "none"
print("seen:", seen, "network:", network, "processes:", sum(name.isdigit() for name in os.listdir("/proc")))
"""


@dataclass(frozen=True)
class Finding:
    """One capability: whether it is there, what was found, and whether grading needs it."""

    name: str
    ok: bool
    found: str
    needed: bool = True


def examine() -> Iterator[Finding]:
    """Try everything that grading needs, one after the other."""
    yield Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0])
    for package in ("torch", "torchvision", "pytorch-lightning", "nbgrader"):
        yield _tried(package, partial(version, package))
    yield _tried("release", lambda: f"{len(load_assignment().cells)} cells with a grade id")
    yield _tried("weights", lambda: default_settings().checkpoint.description)
    yield _tried("bubblewrap", lambda: str(find_bwrap()))
    yield _tried("sandbox", _sandbox)
    memory = psutil.virtual_memory().total / 2**30
    yield Finding("workers", True, f"{workers_for()} at once ({len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB)")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    yield Finding("browser", chromium is not None, chromium or "none; only the tests of pages need one", needed=False)


def _sandbox() -> str:
    """Start a real kernel in a real sandbox, and try to look outside."""
    settings = default_settings()
    package = Path(__file__).resolve().parent
    projects = [str(package), str(package.parent / "source")]
    with (
        tempfile.NamedTemporaryFile(dir=Path.home()) as in_home,
        tempfile.NamedTemporaryFile() as in_tmp,
        Kernel(Limits(), settings.hub) as kernel,
    ):
        run = kernel.execute(_ESCAPES.format(sentinels=[in_home.name, in_tmp.name], projects=projects))
    text = "".join(output.get("text", "") for output in run.outputs).strip()
    if not text.startswith("seen: [] network: none"):
        raise KernelLost(f"a kernel sees more than it should: {text}")
    return text


def _tried(name: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, attempt())
    except (AutograderError, ReferenceImplementationError, ImportError, OSError) as error:
        return Finding(name, False, f"{type(error).__name__}: {error}")
