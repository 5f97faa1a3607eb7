"""A seccomp filter: system calls that no exercise needs, and that reach deep into the machine's kernel, are refused.

The namespaces do the separating; this keeps the rarely used doors of the Linux kernel shut, where its faults lie. What
is refused fails with EPERM, so that a library which only tries goes on. The program is classic BPF (linux/filter.h,
linux/seccomp.h, linux/audit.h).
"""

from __future__ import annotations

import platform
import struct
from collections.abc import Mapping
from typing import Literal

_EPERM = 1
_RETURN_ALLOW = 0x7FFF0000
_RETURN_ERRNO = 0x00050000
_RETURN_KILL_PROCESS = 0x80000000
_LOAD_WORD, _AND, _JUMP_EQUAL, _JUMP_GREATER_EQUAL, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_OFFSET_NUMBER, _OFFSET_ARCHITECTURE, _OFFSET_ARGUMENTS = 0, 4, 16
_X32_CALLS = 0x40000000
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# Numbers of the calls: (x86_64, aarch64); None where there is no such call.
REFUSED: Mapping[str, tuple[int | None, int | None]] = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "memfd_create": (319, 279),  # memory that counts in no process, as that of shmget and semget
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "syslog": (103, 116),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "quotactl": (179, 60),
    "vhangup": (153, 58),
    "modify_ldt": (154, None),
    "iopl": (172, None),
    "ioperm": (173, None),
}

_MMAP, _SETSOCKOPT = (9, 222), (54, 208)
_SHARED_ANONYMOUS = 0x21  # MAP_SHARED with MAP_ANONYMOUS: memory that counts in no process once it is not mapped
_SOL_SOCKET, _SO_SNDBUF, _SO_RCVBUF = 1, 7, 8  # as much memory of the Linux kernel's as one likes, in each socket

_Target = int | Literal["refuse", "allow"]  # instructions to pass over, or an end of the program
_Step = tuple[int, _Target, _Target, int]  # code, where to go on if true, and if false, operand


def program(machine: str | None = None) -> bytes:
    """Return the filter for a machine's architecture as an array of ``struct sock_filter``; empty where unknown."""
    machine = machine or platform.machine()
    if machine not in _ARCHITECTURES:
        return b""
    column = list(_ARCHITECTURES).index(machine)
    numbers = sorted(number for pair in REFUSED.values() if (number := pair[column]) is not None)
    steps: list[_Step] = [
        (_LOAD_WORD, 0, 0, _OFFSET_ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, _ARCHITECTURES[machine]),
        (_RETURN, 0, 0, _RETURN_KILL_PROCESS),
        (_LOAD_WORD, 0, 0, _OFFSET_NUMBER),
        (_JUMP_GREATER_EQUAL, "refuse", 0, _X32_CALLS),
        *((_JUMP_EQUAL, "refuse", 0, number) for number in numbers),
        (_JUMP_EQUAL, 0, 3, _MMAP[column]),
        _argument(3),
        (_AND, 0, 0, _SHARED_ANONYMOUS),
        (_JUMP_EQUAL, "refuse", "allow", _SHARED_ANONYMOUS),
        (_JUMP_EQUAL, 0, "allow", _SETSOCKOPT[column]),
        _argument(1),
        (_JUMP_EQUAL, 0, "allow", _SOL_SOCKET),
        _argument(2),
        (_JUMP_EQUAL, "refuse", 0, _SO_SNDBUF),
        (_JUMP_EQUAL, "refuse", "allow", _SO_RCVBUF),
    ]
    ends = {"allow": len(steps), "refuse": len(steps) + 1}
    steps += [(_RETURN, 0, 0, _RETURN_ALLOW), (_RETURN, 0, 0, _RETURN_ERRNO | _EPERM)]

    def distance(index: int, target: _Target) -> int:
        return target if isinstance(target, int) else ends[target] - index - 1

    return b"".join(
        struct.pack("=HBBI", code, distance(index, true), distance(index, false), operand)
        for index, (code, true, false, operand) in enumerate(steps)
    )


def _argument(index: int) -> _Step:
    """Load the lower half of an argument of the call; both architectures have it first."""
    return _LOAD_WORD, 0, 0, _OFFSET_ARGUMENTS + 8 * index
