"""The kernel provisioner: starts a kernel under bubblewrap. jupyter_client calls its hooks."""

from __future__ import annotations

import resource
import sys
from functools import partial
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Dict, Int, Unicode

from autograder.errors import SetupError
from autograder.sandbox.command import View, bwrap_command, environment
from autograder.sandbox.limits import Limits

NAME = "autograder-bubblewrap"
KERNEL_NAME = "autograder"


class BubblewrapProvisioner(LocalProvisioner):
    """Starts an IPython kernel that sees only what `bwrap_command` shows."""

    hub = Unicode(help="Directory in the layout of TORCH_HOME, shown read-only").tag(config=True)
    files = Dict(help="Further read-only files, by their path inside").tag(config=True)
    threads = Int(1, help="Threads of torch and NumPy").tag(config=True)
    scratch_bytes = Int(Limits().scratch_bytes, help="Size of each writable directory").tag(config=True)
    file_bytes = Int(Limits().file_bytes, help="Size of one file").tag(config=True)

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Called by the kernel manager before it starts the process; wraps the command and sets limits."""
        kwargs = await super().pre_launch(**kwargs)
        if self.parent is None:
            raise SetupError("the provisioner was started without a kernel manager; use jupyter_client.KernelManager")
        sockets = Path(self.parent.connection_file).parent
        files = {inside: Path(path) for inside, path in self.files.items()}
        view = View(sockets, Path(self.hub), self.scratch_bytes, files)
        kwargs["cmd"] = bwrap_command(kwargs["cmd"], view, environment(self.threads))
        kwargs["cwd"] = str(sockets)
        kwargs["preexec_fn"] = partial(limit_process, self.file_bytes)
        return kwargs


def limit_process(file_bytes: int) -> None:
    """Called in the new process before it becomes the kernel: no core dumps, bounded files and descriptors."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 1024))


class SandboxSpecs(KernelSpecManager):
    """Knows one kernel: this Python, under the provisioner (or not, where the operator wants no sandbox)."""

    settings = Dict()
    sandboxed = True

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002 - there is one kernel
        """Called by the kernel manager for the kernel to start."""
        name = NAME if self.sandboxed else "local-provisioner"
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
            metadata={"kernel_provisioner": {"provisioner_name": name, "config": dict(self.settings)}},
        )
