"""How kernels are started."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """How a kernel is started: forked in a sandbox with everything imported, in a new sandbox, or without any."""

    WARM = "warm"
    COLD = "cold"
    BARE = "bare"
