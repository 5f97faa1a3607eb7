"""A kernel in its sandbox: runs cells and answers the probe's requests, within limits that it cannot reach."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

import zmq

from autograder.errors import CallTimeout, KernelLost, SetupError
from autograder.inside import wire
from autograder.sandbox import injection
from autograder.sandbox.cell_run import CellRun, OutputAccount
from autograder.sandbox.incoming import Bounds, decode
from autograder.sandbox.limits import Limits
from autograder.sandbox.mode import Mode
from autograder.sandbox.process import KernelProcess

_POLL_MS = 100
_REPLY_S = 1.0  # by which a reply comes later than the news that the kernel is idle again
_ANSWER_VALUES = 2**20  # arrays and texts are one value each, so that answers have some thousands
_SHORT_BYTES = 4096  # a message that may be more than one more output of a cell that writes too much


class Kernel:
    """One kernel for one submission; use it as a context manager.

    Args:
        limits: What it may use.
        hub: Directory in the layout of TORCH_HOME with the checkpoints.
        mode: How it is started.
        files: What lies beside the notebook, by relative path.

    Attributes:
        exceeded: Limits that were exceeded, in the order in which they were.
        lost: Why it is gone; empty while it is there.
    """

    def __init__(
        self,
        limits: Limits,
        hub: Path,
        mode: Mode = Mode.WARM,
        files: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        self.exceeded: list[str] = []
        self.lost = ""
        self._limits, self._files = limits, files
        self._process = KernelProcess(limits, hub, mode)
        self._output = OutputAccount(limits)
        self._deadline = time.monotonic() + limits.submission_s

    def __enter__(self) -> Self:
        try:
            self._process.start()
            self._install()
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
        limit_s = self._limits.cell_s if limit_s is None else limit_s
        for message in self._converse(source, limit_s, run):
            if self._output.add(run, message):
                self.exceeded.append("output")
            if run.running and self._output.floods(run):
                run.running = False
                self._interrupt()
        if run.exceeded == "time":
            run.note(f"… Nach {limit_s:g} s abgebrochen: Diese Zelle rechnet zu lange.")
        return run

    def ask(self, request: str) -> str:
        """Put a request to the probe, and return its answer as it came.

        Raises:
            CallTimeout: If no answer came within ``limits.call_s``; the kernel was interrupted and is still there.
            KernelLost: If the kernel is gone.
        """
        data = self._evaluate(injection.request_expression(request), self._limits.call_s).get("data")
        text = data.get(injection.MIME) if isinstance(data, dict) else None
        return text if isinstance(text, str) else wire.dumps({"unreadable": True}, wire.Bounds())

    def ping(self) -> None:
        """Make sure that it is still there; whether it is slow is a matter of the next request.

        Raises:
            KernelLost: If it is gone.
        """
        with contextlib.suppress(CallTimeout):
            self._evaluate("None", self._limits.call_s)

    def close(self) -> None:
        """End the kernel and everything that it started, at once."""
        self._process.close()

    def _install(self) -> None:
        setup = self.execute(injection.installation(self._limits), self._limits.start_s)
        if setup.exceeded or any(output["output_type"] == "error" for output in setup.outputs):
            raise SetupError(f"the probe could not be installed: {setup.outputs}")
        for expression in injection.writing(self._files):
            if self._evaluate(expression, self._limits.start_s).get("status") != "ok":
                self.exceeded.append("disk")  # the submission's affair: it runs without what did not fit
                break

    def _evaluate(self, expression: str, limit_s: float) -> dict[str, Any]:
        """Return what became of an expression, as Jupyter tells it; nothing of it is to be believed.

        Raises:
            CallTimeout: It took longer than the limit.
            KernelLost: If the kernel is gone.
        """
        run = CellRun()
        answer: Any = {}
        for _ in self._converse("", limit_s, run, answer, answer=expression):
            pass
        if run.exceeded:
            raise CallTimeout(limit_s)
        for name in ("user_expressions", "answer"):
            answer = answer.get(name) if isinstance(answer, dict) else None
        return answer if isinstance(answer, dict) else {}

    def _converse(
        self, source: str, limit_s: float, run: CellRun, reply: dict[str, Any] | None = None, answer: str | None = None
    ) -> Iterator[dict[str, Any]]:
        """Execute `source` and yield its output messages until the kernel is idle again.

        After the time limit the kernel is interrupted; if that does not help, it is killed. An interrupt that comes
        between the end of the code and the reply costs the reply, and nothing else.
        """
        if self.lost:
            raise KernelLost(self.lost)
        self._process.settle()
        expressions = {"answer": answer} if answer else None
        with self._sending():
            message_id = self._process.client.execute(
                source,
                silent=answer is not None,
                store_history=answer is None,
                allow_stdin=False,
                stop_on_error=False,
                user_expressions=expressions,
            )
        end = min(time.monotonic() + limit_s, self._deadline)
        interrupted = replied = idle = False
        while not (replied and idle):
            if time.monotonic() > end:
                if idle and run.exceeded:
                    break
                if interrupted:
                    self._require_life()
                    self._lose("time", "it ignored the interrupt after its time was up")
                self.exceeded.append("time")
                self._interrupt()
                interrupted, run.exceeded, end = True, "time", time.monotonic() + self._limits.interrupt_s
            for message in self._receive(run):
                kind, content = message["header"]["msg_type"], message["content"]
                if message["parent_header"].get("msg_id") != message_id:
                    continue
                if kind == "execute_reply":
                    replied, run.running = True, False
                    if reply is not None:
                        reply.update(content)
                elif kind == "status":
                    idle = idle or content.get("execution_state") == "idle"
                    if idle and run.exceeded:
                        end = min(end, time.monotonic() + _REPLY_S)
                elif kind in ("stream", "display_data", "execute_result", "error", "clear_output"):
                    yield message
        if time.monotonic() > self._deadline:
            self._lose(
                "submission time", f"all cells and checks together took more than {self._limits.submission_s:g} s"
            )

    def _interrupt(self) -> None:
        with self._sending():
            self._process.interrupt()

    @contextlib.contextmanager
    def _sending(self) -> Iterator[None]:
        try:
            yield
        except zmq.Again:
            self._require_life()
            self._lose("", "it takes no requests any more")

    def _receive(self, run: CellRun) -> Iterator[dict[str, Any]]:
        """Yield the messages that have come; wait a moment for the first."""
        client = self._process.client
        output_bytes = _SHORT_BYTES if self._output.floods(run) else 2 * self._limits.cell_output_bytes
        bounds = {
            client.shell_channel.socket: Bounds(2 * self._limits.answer_bytes, _ANSWER_VALUES),
            client.iopub_channel.socket: Bounds(output_bytes),
        }
        poller = zmq.Poller()
        for channel in bounds:
            poller.register(channel, zmq.POLLIN)
        ready = dict(poller.poll(_POLL_MS))
        if not ready:
            self._require_life()
        for channel in ready:
            try:
                message = decode(client.session, channel.recv_multipart(zmq.NOBLOCK, copy=False), bounds[channel])
            except Exception as error:  # the libraries that decode it expect no malice
                self._lose("", f"it sent a malformed message ({type(error).__name__})")
            if message is not None:
                yield message

    def _require_life(self) -> None:
        if self._process.exceeded:
            self._lose(self._process.exceeded, f"it used more {self._process.exceeded} than allowed")
        if not self._process.alive:
            self._lose("", "it died")
        if self._process.cut_off:
            self._lose("output", "it wrote more at once than is ever read")

    def _lose(self, exceeded: str, why: str) -> None:
        if exceeded:
            self.exceeded.append(exceeded)
        self.lost = f"the kernel is gone: {why}"
        self._process.kill()
        raise KernelLost(self.lost)
