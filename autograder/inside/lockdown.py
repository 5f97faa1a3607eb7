"""Inside the sandbox: what a freshly forked process does to be alone, by calls of Linux that Python does not wrap."""

from __future__ import annotations

import ctypes
import os
import stat
from pathlib import Path

_CLONE_NEWNS, _CLONE_NEWIPC, _CLONE_NEWPID = 0x00020000, 0x08000000, 0x20000000
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REMOUNT = 1, 2, 4, 8, 32
_MS_BIND, _MS_REC, _MS_PRIVATE = 4096, 16384, 1 << 18
_PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_CAPBSET_DROP = 4, 22, 24
_CAPABILITIES = (8, 21)  # CAP_SETPCAP and CAP_SYS_ADMIN: those that a zygote has
_SECCOMP_MODE_FILTER = 2
_CAPABILITY_VERSION_3 = 0x20080522
_BYTES_PER_FILE = 8192

_libc = ctypes.CDLL(None, use_errno=True)


class _FilterProgram(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


class _CapabilityHeader(ctypes.Structure):
    """``struct __user_cap_header_struct``."""

    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


def set_dumpable(dumpable: bool) -> None:
    """Set whether processes of the same user may look into this one (``/proc/PID/mem``, ptrace)."""
    _check(_libc.prctl(_PR_SET_DUMPABLE, int(dumpable), 0, 0, 0), "prctl(PR_SET_DUMPABLE)")


def unshare() -> None:
    """Take mount and IPC namespaces of its own, and a PID namespace for the next child."""
    _check(_libc.unshare(_CLONE_NEWNS | _CLONE_NEWIPC | _CLONE_NEWPID), "unshare")
    _mount("none", "/", None, _MS_REC | _MS_PRIVATE)


def renew(directory: str, size_bytes: int) -> None:
    """Cover a directory with an empty tmpfs; what was mounted below it stays where it was.

    The number of files is bounded as well, since an empty one takes memory of the machine, too.
    """
    kept = {path: os.open(path, os.O_PATH) for path in _mounts_below(directory)}
    options = f"size={size_bytes},nr_inodes={size_bytes // _BYTES_PER_FILE},mode=700"
    _mount("tmpfs", directory, "tmpfs", _MS_NOSUID | _MS_NODEV, options)
    for path, descriptor in kept.items():
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            Path(path).mkdir(parents=True, exist_ok=True)
        else:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).touch()
        _mount(f"/proc/self/fd/{descriptor}", path, None, _MS_BIND | _MS_REC)
        os.close(descriptor)


def only_below(directory: str, writable: str) -> None:
    """Make the mounted `directory` read-only, but for `writable` below it."""
    _mount(writable, writable, None, _MS_BIND)
    make_read_only(directory)


def make_read_only(mount_point: str) -> None:
    """Make what is mounted at a path read-only."""
    _mount("none", mount_point, None, _MS_REMOUNT | _MS_BIND | _MS_RDONLY | _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)


def give_up_privileges(seccomp: bytes) -> None:
    """Drop every capability, and install a seccomp filter (an array of ``struct sock_filter``; empty for none)."""
    for capability in _CAPABILITIES:
        _check(_libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0), "prctl(PR_CAPBSET_DROP)")
    header = _CapabilityHeader(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _check(_libc.capset(ctypes.byref(header), ctypes.byref(nothing)), "capset")
    if seccomp:
        filter_program = _FilterProgram(len(seccomp) // 8, seccomp)
        done = _libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(filter_program), 0, 0)
        _check(done, "prctl(PR_SET_SECCOMP)")


def _mounts_below(directory: str) -> list[str]:
    """Return the mount points below a directory that are not below one another."""
    lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    points = {line.split()[4].encode().decode("unicode_escape") for line in lines}  # a space is written \\040
    below = sorted(point for point in points if point.startswith(directory + "/"))
    return [point for point in below if not any(point.startswith(other + "/") for other in below)]


def _mount(source: str, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    texts = [None if text is None else text.encode() for text in (source, target, kind, data)]
    done = _libc.mount(texts[0], texts[1], texts[2], ctypes.c_ulong(flags), texts[3])
    _check(done, f"mount({source}, {target})")


def _check(result: int, what: str) -> None:
    if result:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
