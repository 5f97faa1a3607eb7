"""What code in a kernel can see, reach and use: its own, and nothing else."""

from __future__ import annotations

from kernels import LIMITS, printed

from autograder.sandbox.kernel import Kernel
from autograder.sandbox.limits import Limits
from autograder.sandbox.mode import Mode
from autograder.settings import Settings


def test_kernel_has_no_rights_and_a_filter(kernel: Kernel) -> None:
    status = dict(
        line.split(":\t", 1) for line in printed(kernel, "print(open('/proc/self/status').read())").split("\n")
    )
    assert [int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")] == [0] * 5
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"
    assert set(status["Uid"].split()) == {"1000"}


def test_kernel_cannot_look_into_the_process_above(kernel: Kernel) -> None:
    code = """
import os
for name in ("mem", "maps", "environ", "syscall", "root", "fd/0", "task/1/mem"):
    for pid in {1, os.getppid()}:
        try:
            print(name, os.stat(f"/proc/{pid}/{name}") and open(f"/proc/{pid}/{name}", "rb").read(8))
        except PermissionError:
            pass
print("TRIED", os.getppid())
"""
    assert printed(kernel, code) == "TRIED 1"


def test_kernel_gets_no_memory_that_counts_in_no_process(kernel: Kernel) -> None:
    code = """
import ctypes, mmap, os, socket
libc = ctypes.CDLL(None, use_errno=True)
def call(name, *arguments):
    if getattr(libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)
for number, take in enumerate([
    lambda: call("memfd_create", b"x", 0),
    lambda: call("shmget", 0, 4096, 0o600),
    lambda: call("semget", 0, 1, 0o600),
    lambda: call("msgget", 0, 0o600),
    lambda: mmap.mmap(-1, 4096, flags=mmap.MAP_SHARED),
    lambda: open("/dev/zero", "rb"),
    lambda: socket.socket().setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096),
    lambda: socket.socket().setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096),
]):
    try:
        take()
        print("got", number)
    except PermissionError:
        pass
mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE)
socket.socket().setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
print("TRIED")
"""
    assert printed(kernel, code) == "TRIED"


def test_kernel_has_only_its_own_environment(kernel: Kernel) -> None:
    seen = printed(kernel, "import os; print(*os.environ)").split()
    assert {"AG_OUTSIDE", "PYTEST_CURRENT_TEST", "VIRTUAL_ENV", "SSH_AUTH_SOCK"}.isdisjoint(seen)
    assert printed(kernel, "print(os.environ['HOME'], os.getcwd())") == "/home/student /home/student"


def test_kernel_can_write_in_few_places_and_little(kernel: Kernel) -> None:
    code = """
import os
places = {line.split()[4] for line in open("/proc/self/mountinfo")} | {"/", "/etc", "/var/tmp", "/run", "/home", "/opt"}
print(*(place for place in places if os.path.isdir(place) and os.access(place, os.W_OK)))
sizes = [os.statvfs(place) for place in ("/tmp", "/home/student", "/dev/shm")]
print({size.f_blocks * size.f_frsize >> 20 for size in sizes})
"""
    writable, sizes = printed(kernel, code).split("\n")
    places = {place for place in writable.split() if "ag-" not in place}  # but for that of its own sockets
    assert places == {"/tmp", "/home/student", "/dev/shm", "/dev/pts"}
    assert sizes == "{256}"


def test_two_warm_kernels_share_neither_files_nor_random_numbers(settings: Settings) -> None:
    code = """
import numpy as np, os, sys
ours = (sys.argv[2], sys.prefix)  # the sockets, and Python, may lie below /tmp
print(np.random.rand(), [name for name in os.listdir("/tmp") if not any(f"/tmp/{name}" in own for own in ours)])
open("/tmp/mine", "w").close()
"""
    seen = []
    for _ in range(2):
        with Kernel(LIMITS, settings.hub, Mode.WARM) as kernel:
            seen.append(printed(kernel, code))
    assert seen[0] != seen[1]
    assert [text.endswith(" []") for text in seen] == [True, True]


def test_warm_kernel_makes_no_more_files_than_its_scratch_may_hold(settings: Settings) -> None:
    code = """
import errno, pathlib
for folder in (pathlib.Path.home(), pathlib.Path("/tmp"), pathlib.Path("/dev/shm")):
    try:
        for number in range(100_000):
            (folder / str(number)).touch()
    except OSError as error:
        print(errno.errorcode[error.errno], number > 10_000)
"""
    with Kernel(Limits(), settings.hub, Mode.WARM) as kernel:
        assert printed(kernel, code).split("\n") == ["ENOSPC True"] * 3
