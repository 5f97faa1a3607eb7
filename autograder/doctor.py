"""What this machine can do: each capability is tried for real."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

import psutil

from autograder.advice import advice
from autograder.assignment import load_assignment
from autograder.errors import AutograderError, KernelLost, SetupError
from autograder.hub import default_settings
from autograder.sandbox.command import find_bwrap
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.limits import MIB, Limits
from autograder.sandbox.mode import Mode
from autograder.workforce import workers_for
from reference.errors import ReferenceImplementationError

_ESCAPES = """
import os, socket
seen = [path for path in {sentinels!r} if os.path.exists(path)]
seen += [path for path in {projects!r} if os.path.isdir(path) and os.listdir(path)]
try:
    socket.create_connection(("192.0.2.1", 9), timeout=1); network = "reached"
except OSError:
    network = "none"
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
filtered = "seccomp filter" if status["Seccomp"].strip() == "2" else "no seccomp filter"
rights = int(status["CapEff"], 16) | int(status["CapBnd"], 16)
print("seen:", seen, "network:", network, "rights:", rights, filtered)
"""
_HOARD = "hoard = []\nwhile True:\n    hoard.append(b'x' * 2**25)\n"
_NOTHING = "seen: [] network: none rights: 0 "
_SMALL = 1024**2  # bytes of a tmpfs that is tried


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
    yield _tried("bubblewrap", lambda: f"{find_bwrap()}, {_bwrap('--version')}")
    yield _tried("user namespace", lambda: "user " + _bwrap("--unshare-user", "--uid", "1000", "id", "-u"))
    yield _tried("other namespaces", _namespaces)
    yield _tried("limited tmpfs", _tmpfs)
    yield _tried("sandbox", partial(_sandbox, Mode.COLD))
    yield _tried("warm sandbox", partial(_sandbox, Mode.WARM))
    yield _tried("watch over time", _time)
    yield _tried("watch over memory", _memory)
    memory = psutil.virtual_memory().total / 2**30
    yield Finding("workers", True, f"{workers_for()} at once ({len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB)")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    yield Finding("browser", chromium is not None, chromium or "none; only the tests of pages need one", needed=False)


def _bwrap(*arguments: str) -> str:
    """Run bubblewrap on this machine's programs, read-only, and return what it prints."""
    command = [str(find_bwrap()), *(() if arguments == ("--version",) else ("--ro-bind", "/", "/")), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    if done.returncode:
        raise SetupError(done.stderr.strip() or f"bubblewrap ended with {done.returncode}")
    return done.stdout.strip()


def _namespaces() -> str:
    """See only one process, only the loopback device, and another host name."""
    count = "$(ls -d [0-9]* | wc -l) processes, network: $(tail -n +3 net/dev | cut -d: -f1), host $(uname -n)"
    names = ("--unshare-all", "--hostname", "sandbox", "--proc", "/proc", "--die-with-parent")
    return _bwrap(*names, "sh", "-c", f"cd /proc && echo {count}")


def _tmpfs() -> str:
    """Write into a small tmpfs until it is full."""
    fill = f"head -c {2 * _SMALL} /dev/zero >/tmp/x 2>/dev/null; wc -c </tmp/x"
    mounts = ("--dev", "/dev", "--size", str(_SMALL), "--tmpfs", "/tmp")
    size = int(_bwrap("--unshare-user", *mounts, "sh", "-c", fill))
    if size < _SMALL // 2:
        raise SetupError(f"only {size} bytes could be written into a tmpfs of {_SMALL}; see whether memory is left")
    if size > _SMALL:
        raise SetupError(f"a file of {size} bytes fits into a tmpfs of {_SMALL}; a newer bubblewrap (0.11) is needed")
    return f"full after {size} bytes"


def _sandbox(mode: Mode) -> str:
    """Start a real kernel in a real sandbox, and try to look outside."""
    settings = default_settings()
    package = Path(__file__).resolve().parent
    projects = [str(package), str(package.parent / "source")]
    with (
        tempfile.NamedTemporaryFile(dir=Path.home()) as in_home,
        tempfile.NamedTemporaryFile() as in_tmp,
        Kernel(Limits(), settings.hub, mode) as kernel,
    ):
        run = kernel.execute(_ESCAPES.format(sentinels=[in_home.name, in_tmp.name], projects=projects))
    text = "".join(output.get("text", "") for output in run.outputs).strip()
    if not text.startswith(_NOTHING):
        raise KernelLost(f"a kernel sees or may do more than it should: {text}")
    return f"a kernel sees nothing of this machine; {text.removeprefix(_NOTHING)}"


def _time() -> str:
    """Let a kernel go on for ever."""
    with Kernel(Limits(), default_settings().hub, Mode.WARM) as kernel:
        run = kernel.execute("while True: pass", limit_s=1)
    if run.exceeded != "time":
        raise KernelLost("an endless cell ended by itself")
    return "an endless cell was interrupted"


def _memory() -> str:
    """Let a kernel take more memory than it may."""
    limits = Limits(memory_bytes=1280 * MIB, cell_s=30)
    with Kernel(limits, default_settings().hub, Mode.WARM) as kernel:
        try:
            kernel.execute(_HOARD)
        except KernelLost:
            if kernel.exceeded == ["memory"]:
                return "a kernel that took too much was ended"
        raise KernelLost(f"a kernel that takes too much memory is not ended for it (limits: {kernel.exceeded})")


def _tried(name: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, attempt())
    except (AutograderError, ReferenceImplementationError, ImportError, OSError, ValueError) as error:
        return Finding(name, False, f"{type(error).__name__}: {error}{_help(error)}")
    except subprocess.TimeoutExpired as error:
        return Finding(name, False, f"no answer within {error.timeout:g} s")


def _help(error: Exception) -> str:
    """Return what stands in the way of a sandbox here, if that may have been the reason."""
    if not isinstance(error, (SetupError, KernelLost)):
        return ""
    try:
        binary = find_bwrap()
    except SetupError:
        binary = None
    known = advice(binary)
    return f"\n{known}" if known else ""
