"""Real kernels through the provisioners: started, interrupted, restarted, and killed to the last process."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import psutil
import pytest
from descendants import gone, pids, running, settled
from jupyter_client.manager import KernelManager
from kernels import BOTH, LIMITS, managed, printed, said

from autograder.errors import CallTimeout, KernelLost, SetupError
from autograder.inside import wire
from autograder.sandbox.directories import remove_leftovers
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.limits import Limits
from autograder.sandbox.mode import Mode
from autograder.sandbox.provisioner import COLD_NAME, WARM_NAME
from autograder.sandbox.zygote import zygote_for
from autograder.settings import Settings


def test_provisioners_are_known_to_jupyter() -> None:
    names = {point.name for point in entry_points(group="jupyter_client.kernel_provisioners")}
    assert {COLD_NAME, WARM_NAME} <= names


@BOTH
def test_manager_starts_interrupts_restarts_and_shuts_down_a_kernel(mode: str, settings: Settings) -> None:
    zygote_for(LIMITS, settings.hub)
    before = pids()
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
    assert settled(before)


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
    assert printed(kernel, "print(kept)") == "1"


def test_kernel_answers_the_probe_in_time_or_not_at_all(kernel: Kernel) -> None:
    kernel.execute("import time\ndef slow(): time.sleep(600)\ndef quick(): return 7")
    slow, quick = (
        wire.dumps({"op": "call", "target": name, "args": [], "kwargs": {}}, wire.Bounds())
        for name in ("slow", "quick")
    )
    with pytest.raises(CallTimeout):
        kernel.ask(slow)
    assert wire.loads(kernel.ask(quick), wire.Bounds()) == {"value": 7}


@BOTH
def test_kernel_dead_at_once_takes_all_its_processes_along(mode: str, settings: Settings) -> None:
    zygote_for(LIMITS, settings.hub)
    before = pids()
    with Kernel(LIMITS, settings.hub, Mode(mode)) as kernel:
        kernel.execute("import subprocess\nfor _ in range(5): subprocess.Popen(['setsid', 'sleep', '600'])")
        assert len(pids()) >= len(before) + 5
        with pytest.raises(KernelLost):
            kernel.execute("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
        assert settled(before)


@BOTH
def test_kernel_that_is_killed_is_gone_with_all_its_processes_at_once(mode: str, settings: Settings) -> None:
    zygote_for(LIMITS, settings.hub)
    before = pids()
    with managed(mode, LIMITS, settings.hub) as (manager, client):
        said(client, "import subprocess\nfor _ in range(5): subprocess.Popen(['setsid', 'sleep', '600'])")
        started = pids() - before
        assert len(started) >= 7
        asyncio.run(manager.provisioner.kill())
        assert not running(started)


def test_kernel_whose_time_is_over_is_lost(settings: Settings) -> None:
    with Kernel(Limits(submission_s=2, interrupt_s=1), settings.hub, Mode.WARM) as kernel:
        with pytest.raises(KernelLost, match="2 s"):
            kernel.execute("import time\ntime.sleep(60)")
        assert kernel.exceeded == ["time", "submission time"]


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
from autograder.sandbox.mode import Mode
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
from autograder.sandbox.mode import Mode
kernel = Kernel(Limits(), Path({str(settings.hub)!r}), Mode({mode!r})).__enter__()
kernel.execute("import subprocess\\nfor _ in range(3): subprocess.Popen(['setsid', 'sleep', '600'])")
print(*(child.pid for child in psutil.Process().children(recursive=True)), flush=True)
time.sleep(600)
"""
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, text=True) as grader:
        found = {int(pid) for pid in (grader.stdout.readline() if grader.stdout else "").split()}
        assert len(found) >= 5
        grader.kill()
    assert gone(found)
    assert any(f"-{grader.pid}-" in path.name for path in remove_leftovers())
    assert Path("/proc/self/mountinfo").read_text(encoding="utf-8") == mounts
