"""Inside the sandbox: imports once what every kernel needs, and forks one kernel per submission.

No student's code runs in the zygote, and none can reach it: each fork is in namespaces of its own, where the zygote has
no process id, and with writable directories of its own, which vanish with it. The zygote is process 1 of its sandbox,
so there is nobody else to attack either.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from autograder.inside import first, lockdown


def serve(control: socket.socket, config: dict[str, Any]) -> None:
    """Import the libraries, say so, and fork a kernel for each request until the other side hangs up.

    Args:
        control: A sequenced-packet socket; a request is JSON with ``directory`` and ``connection_file``. Each fork
            sends one packet when it is alone, from which the other side takes its process id, or an error as JSON.
        config: ``libraries`` to import, ``writable`` directories, ``scratch_bytes`` of each, ``sockets`` (the directory
            of all connection files), ``tasks`` (processes and threads), ``seccomp`` (hexadecimal).
    """
    sys.path[:] = [entry for entry in sys.path if entry]
    for library in config["libraries"]:
        importlib.import_module(library)
    lockdown.set_dumpable(False)
    threads = len(list(Path("/proc/self/task").iterdir()))
    if threads != 1:  # a fork has only one of them, and the locks of the others stay locked for ever
        raise RuntimeError(f"expected one thread after the imports, found {threads}")
    gc.collect()
    gc.freeze()
    control.send(b"{}")
    while request := control.recv(2**16):
        if os.fork() == 0:
            _isolate(control, config, json.loads(request))
        _reap()


def _reap() -> None:
    """Wait for the child that made way for a submission, and forget the submissions that have ended."""
    os.wait()
    while os.waitpid(-1, os.WNOHANG)[0]:
        pass


def _isolate(control: socket.socket, config: dict[str, Any], request: dict[str, Any]) -> None:
    """Become the parent of a submission's first process, and go; the zygote waits for this, and no longer."""
    os.dup2(0, 2)  # what went wrong in the zygote is kept; what students write there is not
    try:
        lockdown.unshare()
        if os.fork() == 0:
            _be_first(control, config, request)
    except BaseException as error:  # whatever it is, the other side must hear of it
        control.send(json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())
    os._exit(0)


def _be_first(control: socket.socket, config: dict[str, Any], request: dict[str, Any]) -> None:
    """Be process 1 of the submission: prepare its file system, start its kernel, and end everything when that ends."""
    for directory in config["writable"]:
        lockdown.renew(directory, config["scratch_bytes"])
    lockdown.only_below(config["sockets"], request["directory"])
    lockdown.make_read_only("/proc")
    os.chdir(config["writable"][0])
    seccomp = bytes.fromhex(config["seccomp"])
    kernel = os.fork()
    if kernel == 0:
        try:
            control.close()
            resource.setrlimit(resource.RLIMIT_NPROC, (config["tasks"], config["tasks"]))
            lockdown.give_up_privileges(seccomp)
            lockdown.set_dumpable(True)
            _run_kernel(request["connection_file"])
        finally:
            os._exit(0)
    lockdown.give_up_privileges(seccomp)
    control.send(b"{}")
    control.close()
    first.end_with(kernel)


def _run_kernel(connection_file: str) -> None:
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    gc.unfreeze()
    arguments = ["-f", connection_file, "--HistoryManager.enabled=False"]
    sys.argv = ["ipykernel_launcher.py", *arguments]
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()  # otherwise all forks would draw the same numbers
    from ipykernel.kernelapp import IPKernelApp

    app: Any = IPKernelApp.instance()
    app.initialize(arguments)
    if "matplotlib" in sys.modules:  # imported before the kernel said how it shows figures
        sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]
    app.start()
