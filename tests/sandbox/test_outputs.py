"""What a real kernel writes, however much at once: nothing is lost, and nothing piles up on the trusted side."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator

import pytest

from autograder.errors import KernelLost
from autograder.sandbox import watch
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.limits import MIB, Limits
from autograder.sandbox.session import Session
from autograder.settings import Settings


@pytest.fixture(scope="module")
def kernel(settings: Settings) -> Iterator[Kernel]:
    with Kernel(Limits(cell_s=60, output_bytes=64 * MIB), settings.hub, settings.mode) as kernel:
        yield kernel


def test_outputs_in_thousands_arrive_whole(kernel: Kernel) -> None:
    run = kernel.execute("for i in range(4000): display(i)")
    assert [output["data"]["text/plain"] for output in run.outputs] == [str(i) for i in range(4000)]


def test_output_larger_than_all_that_is_allowed_is_cut_and_the_kernel_goes_on(kernel: Kernel) -> None:
    run = kernel.execute("print('x' * 30_000_000)")
    assert run.exceeded == "output"
    assert "abgeschnitten" in run.outputs[-1]["text"]
    assert kernel.execute("print(7)").outputs[0]["text"] == "7\n"


def test_large_outputs_do_not_pile_up_here(kernel: Kernel) -> None:
    writing = "for _ in range(400):\n    try:\n        display('x' * 2_000_000)"
    flood = f"{writing}\n    except KeyboardInterrupt:\n        pass\n"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run = kernel.execute(flood)
    assert run.exceeded == "output"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024  # of 800 MB


def test_printing_without_end_is_too_much_output_and_nothing_worse(kernel: Kernel) -> None:
    assert kernel.execute("while True: print('x' * 10_000)").exceeded == "output"
    assert kernel.exceeded[-1] == "output"
    kernel.ping()


@pytest.mark.parametrize("code", ["display({})", "raise ValueError({})"])
def test_output_larger_than_any_message_is_too_much_output(code: str, settings: Settings) -> None:
    limits = Limits(cell_output_bytes=MIB)
    with Kernel(limits, settings.hub, settings.mode) as kernel:
        with pytest.raises(KernelLost, match="more at once"):
            kernel.execute(code.format(f"'x' * {5 * limits.cell_output_bytes}"))
        assert kernel.exceeded == ["output"]


def test_interrupt_between_the_end_of_a_cell_and_its_reply_costs_nothing(kernel: Kernel) -> None:
    waiting_before_the_reply = """
import sys, time
flush, finished = sys.stdout.flush, False
def flush_slowly():
    flush()
    if finished:
        sys.stdout.flush = flush
        time.sleep(600)
sys.stdout.flush = flush_slowly
print("z" * 2**23)
finished = True
"""
    run = kernel.execute(waiting_before_the_reply, 30)
    assert (run.exceeded, [output["output_type"] for output in run.outputs]) == ("output", ["stream"])
    kernel.ping()
    assert kernel.lost == ""
    assert "time" not in kernel.exceeded


def test_outputs_that_nobody_reads_do_not_pile_up_here(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_UNREAD_BYTES", 300 * MIB)
    sending_parts_of_one_message_without_end = """
import threading, time, zmq
block = zmq.Frame(bytes(2**22))
def flood():
    time.sleep(1)
    while True:
        get_ipython().kernel.iopub_thread.socket.send_multipart([block] * 2000, copy=False)
threading.Thread(target=flood, daemon=True).start()
"""
    with Kernel(Limits(), settings.hub, settings.mode) as kernel:
        kernel.execute(sending_parts_of_one_message_without_end)
        with pytest.raises(KernelLost, match="output"):
            _check_for_a_minute(kernel)
        assert kernel.exceeded == ["output"]


def _check_for_a_minute(kernel: Kernel) -> None:
    for _ in range(120):
        time.sleep(0.5)  # as long as a check computes
        kernel.ping()


def test_kernel_that_is_slow_after_a_cell_is_not_lost(settings: Settings) -> None:
    slow = "import time\nget_ipython().events.register('post_execute', lambda: time.sleep(3))\nprint(7)"
    with Session(Limits(call_s=1), settings.hub, settings.mode, {}) as session:
        assert session.execute(slow).outputs[0]["text"] == "7\n"
        assert session.execute("print(8)").outputs[0]["text"] == "8\n"
        assert session.lost == []
