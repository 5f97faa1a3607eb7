"""Files beside a notebook, as they come to a real kernel: whole, however large, and never at the kernel's expense."""

from __future__ import annotations

import hashlib
import random

from kernels import printed

from autograder.sandbox.kernel import Kernel
from autograder.sandbox.limits import MIB, Limits
from autograder.settings import Settings

LARGE = random.Random(3).randbytes(20 * MIB)


def test_files_beside_the_notebook_arrive_whole(settings: Settings) -> None:
    files = {"data.bin": LARGE, "empty": b"", "a/b/c.txt": b"within"}
    code = """
import hashlib, pathlib
print(hashlib.sha256(pathlib.Path("data.bin").read_bytes()).hexdigest())
print(repr(pathlib.Path("empty").read_bytes() + pathlib.Path("a/b/c.txt").read_bytes()))
"""
    with Kernel(Limits(), settings.hub, settings.mode, files) as kernel:
        assert printed(kernel, code).split("\n") == [hashlib.sha256(LARGE).hexdigest(), "b'within'"]
        assert kernel.exceeded == []


def test_files_that_do_not_fit_are_told_and_cost_no_kernel(settings: Settings) -> None:
    files = {"folder": b"a file", "folder/file": b"that wants it to be a folder"}
    with Kernel(Limits(), settings.hub, settings.mode, files) as kernel:
        assert kernel.exceeded == ["disk"]
        assert printed(kernel, "print(open('folder').read())") == "a file"
