"""Inside the sandbox: be process 1 of a submission, into which its kernel cannot look, and end when the kernel ends.

bubblewrap as process 1 could be written to by the kernel, and so made to forget that it dies with the grader.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from typing import NoReturn

from autograder.inside import lockdown


def start(command: Sequence[str]) -> NoReturn:
    """Start a kernel as a process of its own, and end with it."""
    lockdown.set_dumpable(False)
    kernel = os.fork()
    if kernel == 0:
        os.setsid()
        os.execv(command[0], list(command))
    end_with(kernel)


def end_with(kernel: int) -> NoReturn:
    """Wait for a kernel and for whatever else ends, and end with the kernel; all others of the namespace go too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # without a handler, no signal from inside reaches process 1
    while os.wait()[0] != kernel:
        pass
    os._exit(0)
