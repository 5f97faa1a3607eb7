"""Why a machine may refuse a sandbox, and what its administrator can do; found out by looking, not by trying."""

from __future__ import annotations

import platform
from pathlib import Path

_ELSEWHERE = (
    "the sandbox is made of Linux namespaces: grade on a Linux machine; on Windows in WSL 2 (`wsl --install`), "
    "on macOS in a Linux virtual machine (Lima, Multipass, UTM)"
)
_APPARMOR = """\
AppArmor keeps programs from making user namespaces (Ubuntu 23.10 and newer). Allow it to bubblewrap alone, with a file
/etc/apparmor.d/autograder-bwrap that holds
    abi <abi/4.0>,
    include <tunables/global>
    profile autograder-bwrap {bwrap} flags=(unconfined) {{ userns, }}
and then `sudo apparmor_parser -r /etc/apparmor.d/autograder-bwrap`; or to every program, with
`sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`"""
_CONTAINER = (
    "this is a container, whose seccomp profile or masked /proc forbids namespaces: start it with "
    "`--security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined`, "
    "or grade outside of the container"
)
_SWITCHES = {
    "kernel/apparmor_restrict_unprivileged_userns": ("1", _APPARMOR),
    "kernel/unprivileged_userns_clone": (
        "0",
        "this kernel keeps user namespaces from ordinary users: `sudo sysctl -w kernel.unprivileged_userns_clone=1`",
    ),
    "user/max_user_namespaces": (
        "0",
        "this kernel allows no user namespaces: `sudo sysctl -w user.max_user_namespaces=15000`",
    ),
}
_CONTAINER_MARKS = (".dockerenv", "run/.containerenv")


def advice(bwrap: Path | None, *, root: Path = Path("/"), system: str | None = None) -> str:
    """Return what stands in the way of a sandbox on this machine and how to remove it; empty if nothing is known.

    Args:
        bwrap: The bubblewrap binary, to be named in a profile of AppArmor's.
        root: Of the file system, for ``/proc/sys``.
        system: Name of the operating system, as `platform.system` has it.
    """
    if (system or platform.system()) != "Linux":
        return _ELSEWHERE
    found = [
        text.format(bwrap=bwrap or "/usr/bin/bwrap")
        for name, (value, text) in _SWITCHES.items()
        if _value(root / "proc/sys" / name) == value
    ]
    if any((root / mark).exists() for mark in _CONTAINER_MARKS):
        found.append(_CONTAINER)
    return "; ".join(found)


def _value(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
