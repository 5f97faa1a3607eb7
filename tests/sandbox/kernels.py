"""Kernels by jupyter_client's own manager through our provisioners, as any other program would start them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import KernelManager

from autograder.sandbox.directories import new_directory
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.limits import Limits
from autograder.sandbox.provisioner import COLD_NAME, KERNEL_NAME, WARM_NAME, SandboxSpecs, provisioner_settings
from autograder.sandbox.zygote import zygote_for

LIMITS = Limits(cell_s=4, call_s=3, submission_s=60, interrupt_s=2)
MODES = ("warm", "cold")
BOTH = pytest.mark.parametrize("mode", MODES)


def printed(kernel: Kernel, code: str) -> str:
    """Run code, and return what it writes, or the name of its error."""
    return "".join(output.get("text", output.get("ename", "")) for output in kernel.execute(code).outputs).strip()


@contextmanager
def managed(mode: str, limits: Limits, hub: Path) -> Iterator[tuple[KernelManager, Any]]:
    """Start a kernel and yield its manager and a client; whatever is left of it is gone afterwards."""
    specs = SandboxSpecs()
    if mode == "warm":
        zygote = zygote_for(limits, hub)
        specs.provisioner, specs.settings = WARM_NAME, {"zygote": zygote}
        directory = zygote.directory / "managed"
        directory.mkdir()
    else:
        specs.provisioner, specs.settings = COLD_NAME, provisioner_settings(limits, hub)
        directory = new_directory()
    manager = KernelManager(
        kernel_name=KERNEL_NAME,
        kernel_spec_manager=specs,
        transport="ipc",
        ip=str(directory / "s"),
        connection_file=str(directory / "c.json"),
    )
    manager.start_kernel()
    client = manager.client()
    client.start_channels(stdin=False, hb=False)
    try:
        client.wait_for_ready(timeout=limits.start_s)
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.cleanup_resources(restart=False)
        shutil.rmtree(directory, ignore_errors=True)


def said(client: Any, code: str, timeout: float = 60) -> str:
    """Run code and return what it printed, or the name of its exception."""
    text: list[str] = []

    def hear(message: dict[str, Any]) -> None:
        content = message["content"]
        text.append(content.get("text") or content.get("ename") or "")

    client.execute_interactive(code, timeout=timeout, output_hook=hear, allow_stdin=False)
    return "".join(text).strip()
