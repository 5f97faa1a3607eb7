"""A kernel in its sandbox: runs cells and answers the probe's requests, within limits that it cannot reach."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

import nbformat
import zmq
from jupyter_client.manager import KernelManager

from autograder.errors import CallTimeout, KernelLost, SetupError
from autograder.inside import wire
from autograder.sandbox import injection
from autograder.sandbox.directories import new_directory
from autograder.sandbox.limits import Limits
from autograder.sandbox.provisioner import COLD_NAME, KERNEL_NAME, WARM_NAME, SandboxSpecs
from autograder.sandbox.watch import Watch
from autograder.sandbox.zygote import zygote_for

_POLL_MS = 100


@dataclass
class CellRun:
    """What came of one cell: notebook outputs, the limit that it exceeded, if any, and whether it is still running."""

    outputs: list[Any] = field(default_factory=list)
    exceeded: str = ""
    running: bool = True


class Mode(StrEnum):
    """How a kernel is started: forked in a sandbox with everything imported, in a new sandbox, or without any."""

    WARM = "warm"
    COLD = "cold"
    BARE = "bare"


class Kernel:
    """One kernel for one submission; use it as a context manager.

    Args:
        limits: What it may use.
        hub: Directory in the layout of TORCH_HOME with the checkpoints.
        mode: How it is started.
        files: What lies beside the notebook, by relative path.
    """

    def __init__(
        self,
        limits: Limits,
        hub: Path,
        mode: Mode = Mode.WARM,
        files: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        self.limits = limits
        self.exceeded: list[str] = []
        self.lost = ""
        self.began = False  # whether the kernel has taken up what it was last asked to do
        specs, self._directory = _prepare(limits, hub, mode)
        self._deadline = time.monotonic() + limits.submission_s
        self._output_bytes = 0
        context = zmq.Context()
        context.setsockopt(zmq.MAXMSGSIZE, 2 * limits.answer_bytes)
        context.setsockopt(zmq.LINGER, 0)
        self._context = context
        self._manager = KernelManager(
            kernel_name=KERNEL_NAME,
            kernel_spec_manager=specs,
            transport="ipc",
            ip=str(self._directory / "s"),
            connection_file=str(self._directory / "c.json"),
            context=context,
            cache_ports=False,
        )
        self._mode, self._hub, self._files = mode, hub, files

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def execute(self, source: str, limit_s: float | None = None) -> CellRun:
        """Run a cell as the student would, for at most ``limits.cell_s`` or `limit_s` seconds.

        Raises:
            KernelLost: If the kernel is gone, before or while running it.
        """
        run = CellRun()
        used = 0
        limit_s = self.limits.cell_s if limit_s is None else limit_s
        for message in self._converse(source, limit_s, run):
            if message["header"]["msg_type"] == "clear_output":
                run.outputs.clear()
                continue
            size = len(json.dumps(message["content"], default=str))
            used, self._output_bytes = used + size, self._output_bytes + size
            floods = used > self.limits.cell_output_bytes
            if floods or self._output_bytes > self.limits.output_bytes:
                if not run.exceeded:
                    run.exceeded = "output"
                    self.exceeded.append("output")
                    run.outputs.append(_note("… Die Ausgabe ist zu lang und wird hier abgeschnitten."))
                if floods and run.running:  # who says little after much was said runs on, unheard
                    run.running = False
                    self._interrupt()
                continue
            _append(run.outputs, message)
        if run.exceeded == "time":
            run.outputs.append(_note(f"… Nach {limit_s:g} s abgebrochen: Diese Zelle rechnet zu lange."))
        return run

    def ask(self, request: str) -> str:
        """Put a request to the probe, and return its answer as it came.

        Raises:
            CallTimeout: If no answer came within ``limits.call_s``; the kernel was interrupted and is still there.
            KernelLost: If the kernel is gone.
        """
        run = CellRun()
        reply: dict[str, Any] = {}
        expression = injection.request_expression(request)
        for _ in self._converse("", self.limits.call_s, run, reply, answer=expression):
            pass
        if run.exceeded:
            raise CallTimeout(self.limits.call_s)
        answer = reply.get("user_expressions", {}).get("answer", {})
        text = answer.get("data", {}).get(injection.MIME) if isinstance(answer, dict) else None
        return text if isinstance(text, str) else wire.dumps({"unreadable": True}, wire.Bounds())

    def close(self) -> None:
        """End the kernel and everything that it started, at once."""
        watch = getattr(self, "_watch", None)
        if watch is not None:
            watch.stop()
        if self._manager.has_kernel:
            self._manager.shutdown_kernel(now=True)
        client = getattr(self, "_client", None)
        if client is not None:
            client.stop_channels()
        self._manager.cleanup_resources(restart=False)
        self._context.destroy(linger=0)
        shutil.rmtree(self._directory, ignore_errors=True)

    def _start(self) -> None:
        bare = self._mode is Mode.BARE
        env = injection.unsandboxed_environment(self.limits, self._hub, self._directory) if bare else None
        self._manager.start_kernel(
            **({"env": env} if env else {}), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._client = self._manager.client()
        self._client.start_channels(stdin=False, hb=False)
        self._wait_until_ready()
        provisioner: Any = self._manager.provisioner
        self._watch = Watch(provisioner.process.pid, self.limits, self._directory)
        setup = self.execute(injection.installation(self.limits, self._files), self.limits.start_s)
        if setup.exceeded or any(output["output_type"] == "error" for output in setup.outputs):
            raise SetupError(f"the probe could not be installed: {setup.outputs}")

    def _wait_until_ready(self) -> None:
        """Wait until the kernel answers and its outputs come through; later messages tell whose they are.

        Raises:
            SetupError: If it does not in time, or it died.
        """
        end = time.monotonic() + self.limits.start_s
        while time.monotonic() < end and self._manager.is_alive():
            self._client.kernel_info()
            try:
                self._client.get_shell_msg(timeout=1)
                self._client.get_iopub_msg(timeout=0.2)
            except queue.Empty:
                continue
            return
        raise SetupError(
            f"the kernel did not start within {self.limits.start_s:g} s, before any code of a student's ran; "
            "`autograder doctor` shows what is missing"
        )

    def _converse(
        self, source: str, limit_s: float, run: CellRun, reply: dict[str, Any] | None = None, answer: str | None = None
    ) -> Iterator[dict[str, Any]]:
        """Execute `source` and yield its output messages until the kernel is idle again.

        After the time limit the kernel is interrupted; if that does not help, it is killed.
        """
        if self.lost:
            raise KernelLost(self.lost)
        self.began = False
        expressions = {"answer": answer} if answer else None
        message_id = self._client.execute(
            source,
            silent=answer is not None,
            store_history=answer is None,
            allow_stdin=False,
            stop_on_error=False,
            user_expressions=expressions,
        )
        limit = time.monotonic() + limit_s
        end = min(limit, self._deadline)
        replied = idle = False
        while not (replied and idle):
            if time.monotonic() > end:
                if run.exceeded == "killing":
                    self._lose("time", "it ignored the interrupt after its time was up")
                if not run.exceeded or run.exceeded == "output":
                    self.exceeded.append("time")
                self._interrupt()
                run.exceeded, end = "killing", time.monotonic() + self.limits.interrupt_s
            for message in self._receive():
                kind, content = message["header"]["msg_type"], message["content"]
                if message["parent_header"].get("msg_id") != message_id:
                    continue
                self.began = True
                if kind == "execute_reply":
                    replied, run.running = True, False
                    if reply is not None:
                        reply.update(content)
                elif kind == "status":
                    idle = idle or content.get("execution_state") == "idle"
                elif kind in ("stream", "display_data", "execute_result", "error", "clear_output"):
                    yield message
        if run.exceeded == "killing":
            run.exceeded = "time"
        if time.monotonic() > self._deadline:
            self._lose(
                "submission time", f"all cells and checks together took more than {self.limits.submission_s:g} s"
            )

    def _receive(self) -> Iterator[dict[str, Any]]:
        """Yield the messages that have come; wait a moment for the first."""
        channels = (self._client.shell_channel, self._client.iopub_channel)
        poller = zmq.Poller()
        for channel in channels:
            poller.register(channel.socket, zmq.POLLIN)
        ready = dict(poller.poll(_POLL_MS))
        if not ready:
            if self._watch_exceeded():
                self._lose(self._watch.exceeded, f"it used more {self._watch.exceeded} than allowed")
            if not self._manager.is_alive():
                self._lose("", "it died")
        for channel in channels:
            if channel.socket in ready:
                try:
                    message = channel.get_msg(timeout=0)
                    if isinstance(message["content"], dict) and isinstance(message["parent_header"], dict):
                        yield message
                except (ValueError, KeyError, TypeError, RecursionError) as error:
                    self._lose("", f"it sent a malformed message ({type(error).__name__})")

    def _watch_exceeded(self) -> bool:
        watch = getattr(self, "_watch", None)
        return watch is not None and bool(watch.exceeded)

    def _interrupt(self) -> None:
        self._manager.interrupt_kernel()

    def _lose(self, exceeded: str, why: str) -> None:
        if exceeded:
            self.exceeded.append(exceeded)
        self.lost = f"the kernel is gone: {why}"
        self._manager.shutdown_kernel(now=True)
        raise KernelLost(self.lost)


def _prepare(limits: Limits, hub: Path, mode: Mode) -> tuple[SandboxSpecs, Path]:
    """Return how to start a kernel, and a directory for its sockets."""
    specs = SandboxSpecs()
    if mode is Mode.WARM:
        zygote = zygote_for(limits, hub)
        specs.provisioner, specs.settings = WARM_NAME, {"zygote": zygote}
        return specs, Path(tempfile.mkdtemp(dir=zygote.directory))
    if mode is Mode.COLD:
        specs.provisioner, specs.settings = COLD_NAME, injection.provisioner_settings(limits, hub)
    return specs, new_directory()


def _append(outputs: list[Any], message: dict[str, Any]) -> None:
    """Add a message as notebook output; text on the same stream is joined, unchecked, since there may be thousands."""
    last, content = outputs[-1] if outputs else None, message["content"]
    text = content.get("text")
    continued = last is not None and last["output_type"] == "stream" and last["name"] == content.get("name")
    if last is not None and continued and message["header"]["msg_type"] == "stream" and isinstance(text, str):
        last["text"] += text
        return
    try:
        output = nbformat.v4.output_from_msg(message)
        nbformat.validate(output, ref=output["output_type"], version=4)
    except (ValueError, KeyError, nbformat.ValidationError):
        output = _note("… Eine Ausgabe ist beschädigt und fehlt hier.")
    outputs.append(output)


def _note(text: str) -> Any:
    return nbformat.v4.new_output("stream", name="stdout", text=text + "\n")
