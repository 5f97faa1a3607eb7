"""The kernel provisioners: start a kernel under bubblewrap, or fork it in a warm sandbox. jupyter_client calls them."""

from __future__ import annotations

import contextlib
import os
import resource
import select
import signal
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psutil
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Any as AnyTrait
from traitlets import Int, Unicode

from autograder.errors import SetupError
from autograder.sandbox import injection, seccomp
from autograder.sandbox.command import View, bwrap_command, environment
from autograder.sandbox.limits import Limits

COLD_NAME = "autograder-bubblewrap"
WARM_NAME = "autograder-zygote"
KERNEL_NAME = "autograder"
_END_S = 20.0
_RUN = "import sys\nsys.modules['autograder.inside.first'].start({command!r})\n"


class BubblewrapProvisioner(LocalProvisioner):
    """Starts an IPython kernel that sees only what `bwrap_command` shows."""

    hub = Unicode(help="Directory in the layout of TORCH_HOME, shown read-only").tag(config=True)
    threads = Int(1, help="Threads of torch and NumPy").tag(config=True)
    scratch_bytes = Int(Limits().scratch_bytes, help="Size of each writable directory").tag(config=True)
    file_bytes = Int(Limits().file_bytes, help="Size of one file").tag(config=True)

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Called by the kernel manager before it starts the process; wraps the command and sets limits."""
        kwargs = await super().pre_launch(**kwargs)
        if self.parent is None:
            raise SetupError("the provisioner was started without a kernel manager; use jupyter_client.KernelManager")
        sockets = Path(self.parent.connection_file).parent
        view = View(sockets, Path(self.hub), self.scratch_bytes)
        self._filter = _as_file(seccomp.program())
        code = injection.loading("autograder.inside.first") + _RUN.format(command=kwargs["cmd"])
        first = [sys.executable, "-I", "-S", "-c", code]
        kwargs["cmd"] = bwrap_command(first, view, environment(self.threads), seccomp_fd=self._filter)
        kwargs["pass_fds"] = [] if self._filter is None else [self._filter]
        kwargs["env"] = {}  # or the sandbox would show the operator's environment in bubblewrap's own
        kwargs["cwd"] = str(sockets)
        kwargs["preexec_fn"] = partial(limit_process, self.file_bytes)
        return kwargs

    async def post_launch(self, **kwargs: Any) -> None:
        """Called by the kernel manager when the process has been started."""
        await super().post_launch(**kwargs)
        if self._filter is not None:
            os.close(self._filter)

    async def kill(self, restart: bool = False) -> None:
        """Called by the kernel manager; returns when all processes are gone, and not only bubblewrap's own."""
        if self.process is None:
            return
        firsts = _open_children(self.process.pid)
        for first in firsts:  # with process 1 go all others of its namespace
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(first, signal.SIGKILL)
        await super().kill(restart)
        for first in firsts:
            select.select([first], [], [], _END_S)
            os.close(first)


class ZygoteProvisioner(LocalProvisioner):
    """Forks an IPython kernel in a sandbox that is running already (`autograder.sandbox.zygote`)."""

    zygote = AnyTrait(help="Forks the kernel")

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:  # noqa: ARG002 - the zygote knows the command
        """Called by the kernel manager to start the process."""
        if self.parent is None:
            raise SetupError("the provisioner was started without a kernel manager; use jupyter_client.KernelManager")
        self.process = self.zygote.fork(self.parent.connection_file)
        self.pid = self.process.pid
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:  # noqa: ARG002 - the kernel manager's interface
        """Called by the kernel manager; returns when all processes are gone, a matter of milliseconds."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(timeout=_END_S)


def _open_children(pid: int) -> list[int]:
    """Return open descriptors of a process's children."""
    found = []
    with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError):
        for child in psutil.Process(pid).children():
            found.append(os.pidfd_open(child.pid))
    return found


def _as_file(program: bytes) -> int | None:
    """Return a file that holds a seccomp filter, to be read by bubblewrap."""
    if not program:
        return None
    descriptor = os.memfd_create("seccomp")
    os.write(descriptor, program)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def limit_process(file_bytes: int) -> None:
    """Called in the new process before it becomes the kernel: no core dumps, bounded files and descriptors."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 1024))


def provisioner_settings(limits: Limits, hub: Path) -> dict[str, Any]:
    """Return the settings of `BubblewrapProvisioner` for these limits."""
    return {
        "hub": str(hub),
        "threads": limits.threads,
        "scratch_bytes": limits.scratch_bytes,
        "file_bytes": limits.file_bytes,
    }


class SandboxSpecs(KernelSpecManager):
    """Knows one kernel: this Python, started by the provisioner of that name with these settings."""

    provisioner = "local-provisioner"
    settings: Mapping[str, Any] = MappingProxyType({})

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002 - there is one kernel
        """Called by the kernel manager for the kernel to start."""
        return KernelSpec(
            argv=[
                sys.executable,
                "-m",
                "ipykernel_launcher",
                "-f",
                "{connection_file}",
                "--HistoryManager.enabled=False",
            ],
            display_name="Python (sandbox)",
            language="python",
            interrupt_mode="message",
            metadata={"kernel_provisioner": {"provisioner_name": self.provisioner, "config": dict(self.settings)}},
        )
