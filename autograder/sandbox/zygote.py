"""A warm sandbox: a process with all libraries imported, from which the kernels of a worker are forked."""

from __future__ import annotations

import contextlib
import json
import multiprocessing.util
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from autograder.errors import SetupError
from autograder.sandbox import injection, seccomp
from autograder.sandbox.command import WRITABLE, View, bwrap_command, environment
from autograder.sandbox.directories import new_directory, remove
from autograder.sandbox.limits import Limits
from autograder.sandbox.provisioner import limit_process

LIBRARIES = (
    "torch",
    "torchvision",
    "pytorch_lightning",
    "numpy",
    "matplotlib.pyplot",
    "PIL.Image",
    "ipykernel.kernelapp",
)
_TASKS_PER_PROCESS = 8  # threads count as well
_FORK_S = 20.0
_RUN = "import sys\nsys.modules['autograder.inside.zygote'].serve({control}, {config!r})\n"


class ForkedKernel:
    """A kernel's first process, with the interface of `subprocess.Popen`; its death is the death of all the others."""

    stdin = stdout = stderr = None
    returncode: int | None = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._descriptor = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """Return None while it runs, else 0; the exit status is the zygote's to know."""
        if self.returncode is None and select.select([self._descriptor], [], [], 0)[0]:
            self.returncode = 0
            os.close(self._descriptor)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until the process and all others of its namespace are gone."""
        if self.returncode is None and not select.select([self._descriptor], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("kernel", timeout or 0.0)
        return self.poll() or 0

    def send_signal(self, number: int) -> None:
        """Send a signal to the process."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._descriptor, number)

    def kill(self) -> None:
        """Kill everything in the namespace."""
        self.send_signal(signal.SIGKILL)

    terminate = kill


class Zygote:
    """Starts the sandbox and forks kernels from it.

    Args:
        limits: Those of each submission.
        hub: Directory in the layout of TORCH_HOME.

    Attributes:
        directory: Where kernels put their sockets; each in a directory of its own below it.

    Raises:
        SetupError: If the sandbox cannot be started here.
    """

    def __init__(self, limits: Limits, hub: Path) -> None:
        self.directory = new_directory()
        self._control, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - read when something goes wrong, closed with the rest
        view = View(self.directory, hub, limits.scratch_bytes)
        config = {
            "libraries": LIBRARIES,
            "writable": WRITABLE,
            "scratch_bytes": limits.scratch_bytes,
            "sockets": str(self.directory),
            "tasks": limits.processes * _TASKS_PER_PROCESS,
            "seccomp": seccomp.program().hex(),
        }
        run = f"import socket\n{_RUN.format(control=f'socket.socket(fileno={inside.fileno()})', config=config)}"
        code = injection.loading("autograder.inside.zygote") + run
        self._process = subprocess.Popen(
            bwrap_command([sys.executable, "-c", code], view, environment(limits.threads), forks=True),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            env={},  # or the sandbox would show the operator's environment in bubblewrap's own
            pass_fds=[inside.fileno()],
            preexec_fn=partial(limit_process, limits.file_bytes),
        )
        inside.close()
        self._closing = multiprocessing.util.Finalize(self, _end, (self._process, self.directory), exitpriority=10)
        self._answer(limits.start_s)

    @property
    def alive(self) -> bool:
        """Whether kernels can be forked."""
        return self._process.poll() is None and self._control.fileno() >= 0 and self.directory.is_dir()

    def fork(self, connection_file: str) -> ForkedKernel:
        """Start a kernel for a connection file in its directory below `directory`.

        Raises:
            SetupError: If the sandbox is gone, or a kernel cannot be isolated.
        """
        request = {"connection_file": connection_file, "directory": str(Path(connection_file).parent)}
        try:
            self._control.send(json.dumps(request).encode())
        except OSError as error:
            raise self._failure(str(error)) from error
        return ForkedKernel(self._answer(_FORK_S))

    def close(self) -> None:
        """End it, and every kernel that came from it."""
        self._control.close()
        self._errors.close()
        self._closing()

    def _answer(self, limit_s: float) -> int:
        """Wait for a packet and return its sender's process id."""
        self._control.settimeout(limit_s)
        try:
            packet, ancillary, _, _ = self._control.recvmsg(2**16, socket.CMSG_SPACE(12))
        except TimeoutError:
            raise self._failure(f"no answer within {limit_s:g} s") from None
        if not packet:
            raise self._failure("it ended")
        answer: dict[str, Any] = json.loads(packet)
        if "error" in answer:
            raise self._failure(answer["error"])
        credentials = next(data for _, kind, data in ancillary if kind == socket.SCM_CREDENTIALS)
        return int.from_bytes(credentials[:4], sys.byteorder)

    def _failure(self, why: str) -> SetupError:
        self._errors.seek(0)
        said = self._errors.read().decode("utf-8", "replace").strip()[-600:]
        self.close()
        return SetupError(
            f"a warm sandbox is not possible here: {why}{'; ' + said if said else ''}. "
            "Grade with --cold, or see `autograder doctor`"
        )


def zygote_for(limits: Limits, hub: Path) -> Zygote:
    """Return this process's zygote for these limits and weights; it is started once, and again when it died."""
    global _kept  # one per process: it is worth seconds, and holds half a gigabyte
    needs = (hub, limits.scratch_bytes, limits.file_bytes, limits.processes, limits.threads)
    if _kept is None or _kept[0] != needs or not _kept[1].alive:
        if _kept is not None:
            _kept[1].close()
            _kept = None
        _kept = (needs, Zygote(limits, hub))
    return _kept[1]


_kept: tuple[tuple[Any, ...], Zygote] | None = None


def _end(process: subprocess.Popen[bytes], directory: Path) -> None:
    process.kill()
    process.wait()
    remove(directory)
