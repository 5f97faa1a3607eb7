"""A kernel's process: started by jupyter_client's manager, in a sandbox or without, watched, and ended at once."""

from __future__ import annotations

import queue
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.manager import KernelManager

from autograder.errors import SetupError
from autograder.sandbox.command import environment
from autograder.sandbox.directories import new_directory, remove
from autograder.sandbox.limits import Limits
from autograder.sandbox.mode import Mode
from autograder.sandbox.provisioner import COLD_NAME, KERNEL_NAME, WARM_NAME, SandboxSpecs, provisioner_settings
from autograder.sandbox.watch import Watch
from autograder.sandbox.zygote import zygote_for

_REPLIES, _OUTPUTS = 2, 10_000  # messages that wait here until they are read
_LARGEST_OUTPUT = 4  # times what a cell may write: one message
_CONTROL_BYTES = 2**20
_SEND_MS = 1000  # a socket whose connection the kernel broke has nowhere to send to, and would wait for ever
_INTERRUPT_S = 2.0
_DEATH_S = 2.0  # in which the end of a process follows that of its connections


class KernelProcess:
    """The process of one kernel, and the client that talks to it.

    Args:
        limits: What it may use.
        hub: Directory in the layout of TORCH_HOME with the checkpoints.
        mode: How it is started.

    Attributes:
        client: jupyter_client's, once the process has been started.
    """

    def __init__(self, limits: Limits, hub: Path, mode: Mode) -> None:
        specs, self._directory = _prepare(limits, hub, mode)
        self._limits, self._hub, self._mode = limits, hub, mode
        self.client: Any = None
        self._watch: Watch | None = None
        self._interrupts = 0
        self._context = zmq.Context()
        self._context.setsockopt(zmq.MAXMSGSIZE, 2 * limits.answer_bytes)
        self._context.setsockopt(zmq.LINGER, 0)
        self._context.setsockopt(zmq.SNDTIMEO, _SEND_MS)
        self._manager = KernelManager(
            kernel_name=KERNEL_NAME,
            kernel_spec_manager=specs,
            transport="ipc",
            ip=str(self._directory / "s"),
            connection_file=str(self._directory / "c.json"),
            context=self._context,
            cache_ports=False,
        )

    def start(self) -> None:
        """Start the process, wait until the kernel answers, and watch it from then on.

        Raises:
            SetupError: If it does not answer in time, or it died.
        """
        self._manager.start_kernel(**self._env(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.client = self._manager.client(context=self._context)
        self._connect()
        self._wait_until_ready()
        provisioner: Any = self._manager.provisioner
        self._watch = Watch(provisioner.process.pid, self._limits, self._directory)

    @property
    def alive(self) -> bool:
        """Whether it is running."""
        return bool(self._manager.is_alive())

    @property
    def exceeded(self) -> str:
        """The limit for which it was killed from outside, if any."""
        return "" if self._watch is None else self._watch.exceeded

    @property
    def cut_off(self) -> bool:
        """Whether its outputs come no more, although it is there: one was larger than any message may be."""
        end = time.monotonic() + _DEATH_S
        while self._disconnections.poll(0) and self.alive:
            if time.monotonic() > end:
                return True
            time.sleep(0.02)
        return False

    def interrupt(self) -> None:
        """Interrupt what the kernel is doing, as a user would.

        Raises:
            zmq.Again: If the kernel broke the connection.
        """
        self.client.control_channel.send(self.client.session.msg("interrupt_request", {}))
        self._interrupts += 1

    def settle(self) -> None:
        """Wait until the interrupts are over, so that none hits what the kernel is asked to do next."""
        while self._interrupts:
            self._interrupts -= 1
            control = self.client.control_channel.socket
            if control.poll(1000 * _INTERRUPT_S):
                control.recv_multipart(copy=False)  # whatever it answers, or does not

    def kill(self) -> None:
        """End the kernel and everything that it started, at once."""
        self._manager.shutdown_kernel(now=True)

    def close(self) -> None:
        """Kill it, if it is still there, and leave nothing of it."""
        if self._watch is not None:
            self._watch.stop()
        if self._manager.has_kernel:
            self.kill()
        if self.client is not None:
            self.client.stop_channels()
        self._manager.cleanup_resources(restart=False)
        self._context.destroy(linger=0)
        remove(self._directory)

    def _connect(self) -> None:
        """Open the channels; replies come one by one, outputs in thousands, of which none shall be lost."""
        self._context.setsockopt(zmq.RCVHWM, _REPLIES)
        self.client.start_channels(iopub=False, stdin=False, hb=False, control=False)
        self._context.setsockopt(zmq.MAXMSGSIZE, _CONTROL_BYTES)
        self.client.start_channels(shell=False, iopub=False, stdin=False, hb=False)
        self._context.setsockopt(zmq.RCVHWM, _OUTPUTS)
        self._context.setsockopt(zmq.MAXMSGSIZE, _LARGEST_OUTPUT * self._limits.cell_output_bytes)
        self.client.start_channels(shell=False, stdin=False, hb=False, control=False)
        self._disconnections = self.client.iopub_channel.socket.get_monitor_socket(zmq.EVENT_DISCONNECTED)

    def _env(self) -> dict[str, dict[str, str]]:
        """Return the argument that sets the environment, where no sandbox does: the same names, the home elsewhere."""
        if self._mode is not Mode.BARE:
            return {}
        return {"env": environment(self._limits.threads, home=str(self._directory), hub=str(self._hub))}

    def _wait_until_ready(self) -> None:
        """Wait until the kernel answers and its outputs come through; later messages tell whose they are."""
        end = time.monotonic() + self._limits.start_s
        while time.monotonic() < end and self.alive:
            self.client.kernel_info()
            try:
                self.client.get_shell_msg(timeout=1)
                self.client.get_iopub_msg(timeout=0.2)
            except queue.Empty:
                continue
            return
        raise SetupError(
            f"the kernel did not start within {self._limits.start_s:g} s, before any code of a student's ran; "
            "`autograder doctor` shows what is missing"
        )


def _prepare(limits: Limits, hub: Path, mode: Mode) -> tuple[SandboxSpecs, Path]:
    """Return how to start a kernel, and a directory for its sockets."""
    specs = SandboxSpecs()
    if mode is Mode.WARM:
        zygote = zygote_for(limits, hub)
        specs.provisioner, specs.settings = WARM_NAME, {"zygote": zygote}
        return specs, Path(tempfile.mkdtemp(dir=zygote.directory))
    if mode is Mode.COLD:
        specs.provisioner, specs.settings = COLD_NAME, provisioner_settings(limits, hub)
    return specs, new_directory()
