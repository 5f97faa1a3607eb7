"""The machine as an attacker would find it: things worth reading, and a look at what was left behind."""

from __future__ import annotations

import ctypes
import os
import secrets
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing import resource_tracker, shared_memory
from pathlib import Path

import psutil
from descendants import descendants

from autograder.assignment import ROOT

_PR_SET_CHILD_SUBREAPER = 36
CANARY = "AG_CANARY"


@dataclass
class Stage:
    """Places of the machine by the names that the corpus uses, the secret in all of them, and who knocked."""

    places: dict[str, str]
    secret: str
    knocks: list[str] = field(default_factory=list)

    def traces(self) -> dict[str, object]:
        """Return what a submission could leave behind: processes, mounts, files, open descriptors, threads."""
        process = psutil.Process()
        temporary = Path(tempfile.gettempdir())
        course, home = Path(self.places["COURSE"]), Path.home()
        return {
            "processes": sorted(process.name() for process in descendants()),
            "mounts": Path("/proc/self/mountinfo").read_text(encoding="utf-8"),
            "temporary files": sorted(str(path.relative_to(temporary)) for path in temporary.glob("**/*")),
            "course": {str(path): path.read_bytes() for path in course.rglob("*") if path.is_file()},
            "home": sorted(path.name for path in home.iterdir() if path.name.startswith("AG_")),
            "shared memory": sorted(path.name for path in Path("/dev/shm").iterdir() if path.name.startswith("AG_")),
            "descriptors": process.num_fds(),
            "threads": sorted(thread.name for thread in threading.enumerate()),
            "knocks": list(self.knocks),
        }

    def settled(self, before: dict[str, object], within_s: float = 10) -> dict[str, object]:
        """Return the traces once they are those from before; killed processes take a moment to go."""
        deadline = time.monotonic() + within_s
        while (now := self.traces()) != before and time.monotonic() < deadline:
            time.sleep(0.1)
        return now


@contextmanager
def staged() -> Iterator[Stage]:
    """Set the stage: a course with a gradebook, another submission, secrets at home, listeners, shared memory."""
    _adopt_orphans()
    secret = f"{CANARY}_{secrets.token_hex(8)}"
    with ExitStack() as stack:
        # Short, because sockets lie below it; of its own, because other test processes use the usual one.
        temporary = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="h", dir="/tmp")))
        course = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="course")))
        before, tempfile.tempdir = tempfile.tempdir, str(temporary)
        stack.callback(setattr, tempfile, "tempdir", before)
        other = course / "submitted" / "102" / "ANN_U08" / "XAI_ResNet50V2_TEMPLATE.ipynb"
        home = Path.home() / f".ag-canary-{os.getpid()}"
        outside = course.with_name(f"{course.name}.txt")
        other.parent.mkdir(parents=True)
        for path in (course / "gradebook.db", other, home, outside):
            path.write_text(secret, encoding="utf-8")
        stack.callback(home.unlink)
        stack.callback(outside.unlink)
        os.environ[CANARY] = secret
        stack.callback(os.environ.pop, CANARY)
        memory = shared_memory.SharedMemory(create=True, size=len(secret))
        resource_tracker.unregister("/" + memory.name, "shared_memory")  # its process would count as left behind
        memory.buf[:] = secret.encode()
        stack.callback(Path("/dev/shm", memory.name).unlink)
        stack.callback(memory.close)
        stage = Stage({}, secret)
        port = _listen(stage, stack, socket.AF_INET, ("127.0.0.1", 0))[1]
        abstract = f"{CANARY}-{os.getpid()}"
        _listen(stage, stack, socket.AF_UNIX, f"\0{abstract}")
        stage.places |= {
            "PROJECT": str(ROOT),
            "COURSE": str(course),
            "HOME": str(Path.home()),
            "HOMEFILE": str(home),
            "TMPFILE": str(outside),
            "TMPDIR": str(temporary),
            "SHM": memory.name,
            "SHMFILE": f"/dev/shm/{memory.name}",
            "PID": str(os.getpid()),
            "PORT": str(port),
            "ABSTRACT": abstract,
        }
        yield stage


def _adopt_orphans() -> None:
    """Let processes whose parents are gone become children of this one, so that none is overlooked."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _listen(stage: Stage, stack: ExitStack, family: int, address: object) -> tuple[str, int]:
    """Listen, note who connects, and return the address."""
    server = socket.socket(family)
    server.bind(address)
    server.listen()

    def wait() -> None:
        while True:
            try:
                server.accept()[0].close()
            except OSError:
                return
            stage.knocks.append(str(address))

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    stack.callback(thread.join)
    stack.callback(server.close)
    stack.callback(server.shutdown, socket.SHUT_RDWR)
    name: tuple[str, int] = server.getsockname()
    return name
