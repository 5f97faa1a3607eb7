"""A kernel that breaks a channel on which the trusted side sends: that ends this kernel, and nobody waits for it."""

from __future__ import annotations

import pytest

from autograder.errors import KernelLost
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.limits import MIB, Limits
from autograder.settings import Settings

# A message larger than any may be closes its connection on the side that reads it.
BREAK = """
kernel = get_ipython().kernel
to = kernel.get_parent()["header"]["session"].encode()
def send_too_much(stream, frame_bytes):
    stream.socket.send_multipart([to, b"<IDS|MSG>", b"x", b" " * frame_bytes, b"{}", b"{}", b"{}"])
"""


def _interrupt_thrice(kernel: Kernel) -> None:
    """Interrupt cells that end soon; what is sent while a connection breaks never arrives, and nobody is told."""
    for _ in range(3):
        kernel.execute("import time\ntime.sleep(4)", 2)


@pytest.mark.timeout(60)
def test_interrupt_that_cannot_be_sent_loses_the_kernel(settings: Settings) -> None:
    with Kernel(Limits(), settings.hub, settings.mode) as kernel:
        kernel.execute(BREAK)
        kernel.execute(f"send_too_much(kernel.control_stream, {2 * MIB})")
        with pytest.raises(KernelLost, match="no requests"):
            _interrupt_thrice(kernel)


@pytest.mark.timeout(60)
def test_request_that_cannot_be_sent_loses_the_kernel(settings: Settings) -> None:
    limits = Limits(answer_bytes=MIB, cell_s=10)
    with Kernel(limits, settings.hub, settings.mode) as kernel:
        kernel.execute(BREAK)
        kernel.execute(f"import threading\nthreading.Timer(1, send_too_much, (kernel.shell_stream, {3 * MIB})).start()")
        kernel.execute("import time\ntime.sleep(3)")
        with pytest.raises(KernelLost, match="no requests"):
            kernel.execute("1")
