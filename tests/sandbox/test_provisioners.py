"""Real kernels through the provisioners: started, interrupted, restarted, killed, and alone."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import psutil
import pytest
from descendants import descendants
from jupyter_client.manager import KernelManager
from kernels import managed, said

from autograder.errors import CallTimeout, KernelLost, SetupError
from autograder.grading import Settings
from autograder.inside import wire
from autograder.sandbox.directories import remove_leftovers
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.limits import Limits
from autograder.sandbox.process import Mode
from autograder.sandbox.provisioner import COLD_NAME, WARM_NAME
from autograder.sandbox.zygote import zygote_for

LIMITS = Limits(cell_s=4, call_s=3, submission_s=60, interrupt_s=2)
MODES = ("warm", "cold")
BOTH = pytest.mark.parametrize("mode", MODES)


@pytest.fixture(params=MODES, scope="module")
def kernel(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Kernel]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AG_OUTSIDE", "secret")
        with Kernel(LIMITS, settings.hub, Mode(request.param)) as kernel:
            yield kernel


def _printed(kernel: Kernel, code: str) -> str:
    return "".join(output.get("text", output.get("ename", "")) for output in kernel.execute(code).outputs).strip()


def test_provisioners_are_known_to_jupyter() -> None:
    names = {point.name for point in entry_points(group="jupyter_client.kernel_provisioners")}
    assert {COLD_NAME, WARM_NAME} <= names


@BOTH
def test_manager_starts_interrupts_restarts_and_shuts_down_a_kernel(mode: str, settings: Settings) -> None:
    zygote_for(LIMITS, settings.hub)
    before = _descendants()
    with managed(mode, LIMITS, settings.hub) as (manager, client):
        assert said(client, "x = 6 * 7; print(x)") == "42"
        first = manager.provisioner.pid
        _interrupts(manager, client)
        assert said(client, "print(x)") == "42"
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=60)
        assert said(client, "print(x)") == "NameError"
        assert manager.provisioner.pid != first
        assert not psutil.pid_exists(first)
        assert manager.is_alive()
    assert not manager.is_alive()
    assert _settled(before)


def _interrupts(manager: KernelManager, client: Any) -> None:
    # Without stop_on_error a kernel drops no request that comes right after the interrupt.
    client.execute("import time\nprint('RUNNING', flush=True)\ntime.sleep(600)", stop_on_error=False)
    while "RUNNING" not in client.get_iopub_msg(timeout=30)["content"].get("text", ""):
        pass  # a kernel may send the end of the line apart
    manager.interrupt_kernel()
    while (message := client.get_iopub_msg(timeout=30))["msg_type"] != "error":
        pass
    assert message["content"]["ename"] == "KeyboardInterrupt"
    client.get_shell_msg(timeout=30)


def test_kernel_interrupts_an_endless_cell_and_goes_on(kernel: Kernel) -> None:
    assert kernel.execute("kept = 1\nwhile True: pass", 1).exceeded == "time"
    assert _printed(kernel, "print(kept)") == "1"


def test_kernel_answers_the_probe_in_time_or_not_at_all(kernel: Kernel) -> None:
    kernel.execute("import time\ndef slow(): time.sleep(600)\ndef quick(): return 7")
    slow, quick = (
        wire.dumps({"op": "call", "target": name, "args": [], "kwargs": {}}, wire.Bounds())
        for name in ("slow", "quick")
    )
    with pytest.raises(CallTimeout):
        kernel.ask(slow)
    assert wire.loads(kernel.ask(quick), wire.Bounds()) == {"value": 7}


def test_kernel_has_no_rights_and_a_filter(kernel: Kernel) -> None:
    status = dict(
        line.split(":\t", 1) for line in _printed(kernel, "print(open('/proc/self/status').read())").split("\n")
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
    assert _printed(kernel, code) == "TRIED 1"


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
    assert _printed(kernel, code) == "TRIED"


def test_kernel_has_only_its_own_environment(kernel: Kernel) -> None:
    seen = _printed(kernel, "import os; print(*os.environ)").split()
    assert {"AG_OUTSIDE", "PYTEST_CURRENT_TEST", "VIRTUAL_ENV", "SSH_AUTH_SOCK"}.isdisjoint(seen)
    assert _printed(kernel, "print(os.environ['HOME'], os.getcwd())") == "/home/student /home/student"


def test_kernel_can_write_in_few_places_and_little(kernel: Kernel) -> None:
    code = """
import os
places = {line.split()[4] for line in open("/proc/self/mountinfo")} | {"/", "/etc", "/var/tmp", "/run", "/home", "/opt"}
print(*(place for place in places if os.path.isdir(place) and os.access(place, os.W_OK)))
sizes = [os.statvfs(place) for place in ("/tmp", "/home/student", "/dev/shm")]
print({size.f_blocks * size.f_frsize >> 20 for size in sizes})
"""
    writable, sizes = _printed(kernel, code).split("\n")
    places = {place for place in writable.split() if "ag-" not in place}  # but for that of its own sockets
    assert places == {"/tmp", "/home/student", "/dev/shm", "/dev/pts"}
    assert sizes == "{256}"


@BOTH
def test_kernel_dead_at_once_takes_all_its_processes_along(mode: str, settings: Settings) -> None:
    zygote_for(LIMITS, settings.hub)
    before = _descendants()
    with Kernel(LIMITS, settings.hub, Mode(mode)) as kernel:
        kernel.execute("import subprocess\nfor _ in range(5): subprocess.Popen(['setsid', 'sleep', '600'])")
        assert len(_descendants()) >= len(before) + 5
        with pytest.raises(KernelLost):
            kernel.execute("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
        assert _settled(before)


@BOTH
def test_kernel_that_is_killed_is_gone_with_all_its_processes_at_once(mode: str, settings: Settings) -> None:
    zygote_for(LIMITS, settings.hub)
    before = _descendants()
    with managed(mode, LIMITS, settings.hub) as (manager, client):
        said(client, "import subprocess\nfor _ in range(5): subprocess.Popen(['setsid', 'sleep', '600'])")
        started = _descendants() - before
        assert len(started) >= 7
        asyncio.run(manager.provisioner.kill())
        assert not _running(started)


def test_kernel_whose_time_is_over_is_lost(settings: Settings) -> None:
    with Kernel(Limits(submission_s=2, interrupt_s=1), settings.hub, Mode.WARM) as kernel:
        with pytest.raises(KernelLost, match="2 s"):
            kernel.execute("import time\ntime.sleep(60)")
        assert kernel.exceeded == ["time", "submission time"]


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
            seen.append(_printed(kernel, code))
    assert seen[0] != seen[1]
    assert [text.endswith(" []") for text in seen] == [True, True]


@BOTH
def test_sandbox_that_cannot_start_says_what_is_missing(
    mode: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr("autograder.sandbox.command.find_bwrap", lambda: broken)
    limits = Limits(start_s=10, processes=63)  # another zygote than the others'
    with pytest.raises(SetupError, match="doctor"), Kernel(limits, settings.hub, Mode(mode)):
        pass


ORDINARY = """
import ctypes, os, sys
uid, gid = os.getuid(), os.getgid()
if uid == 0:  # in a namespace in which it is user 1234, it has no more rights than that user
    assert ctypes.CDLL(None).unshare(0x10000000) == 0
    open("/proc/self/setgroups", "w").write("deny")
    open("/proc/self/uid_map", "w").write(f"1234 {uid} 1")
    open("/proc/self/gid_map", "w").write(f"1234 {gid} 1")
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
KERNELS = """
import os
from autograder.hub import default_settings
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.limits import Limits
from autograder.sandbox.process import Mode
rights = [line.split()[1] for line in open("/proc/self/status") if line.startswith("CapEff")]
print("OUTSIDE", os.getuid() != 0, int(rights[0], 16))
for mode in (Mode.COLD, Mode.WARM):
    with Kernel(Limits(), default_settings().hub, mode) as kernel:
        seen = f"print(__import__('os').getuid(), __import__('os').path.exists({os.getcwd() + '/autograder/cli.py'!r}))"
        print(mode, kernel.execute(seen).outputs[0].text, end="")
"""


def test_ordinary_user_can_start_both_kinds_of_kernels(settings: Settings) -> None:
    assert settings.hub.is_dir()
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", ORDINARY, "-c", KERNELS]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=240, check=False)
    assert done.stdout.splitlines() == ["OUTSIDE True 0", "cold 1000 False", "warm 1000 False"], done.stderr


@BOTH
def test_killed_grader_leaves_no_process_mount_or_directory(mode: str, settings: Settings) -> None:
    mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8")
    code = f"""
import psutil, time
from pathlib import Path
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.limits import Limits
from autograder.sandbox.process import Mode
kernel = Kernel(Limits(), Path({str(settings.hub)!r}), Mode({mode!r})).__enter__()
kernel.execute("import subprocess\\nfor _ in range(3): subprocess.Popen(['setsid', 'sleep', '600'])")
print(*(child.pid for child in psutil.Process().children(recursive=True)), flush=True)
time.sleep(600)
"""
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, text=True) as grader:
        pids = [int(pid) for pid in (grader.stdout.readline() if grader.stdout else "").split()]
        assert len(pids) >= 5
        grader.kill()
    assert _gone(pids)
    assert any(f"-{grader.pid}-" in path.name for path in remove_leftovers())
    assert Path("/proc/self/mountinfo").read_text(encoding="utf-8") == mounts


def _descendants() -> set[int]:
    return {process.pid for process in descendants()}


def _settled(before: set[int], within_s: float = 10) -> bool:
    """Tell whether soon no process is there that was not there before."""
    deadline = time.monotonic() + within_s
    while _descendants() - before and time.monotonic() < deadline:
        time.sleep(0.05)
    return not _descendants() - before


def _gone(pids: list[int], within_s: float = 10) -> bool:
    deadline = time.monotonic() + within_s
    while _running(set(pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not _running(set(pids))


def _running(pids: set[int]) -> list[int]:
    found = []
    for pid in pids:
        try:
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                found.append(pid)
        except psutil.NoSuchProcess:
            continue
    return found
