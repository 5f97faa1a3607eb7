"""Memory that is freed stays with the process, so that the next step of an ascent finds it there."""

from __future__ import annotations

import ctypes

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # malloc.h of glibc
LARGEST_KEPT_BYTES = 32 * 2**20  # the most that glibc allows; a float32 activation of four pictures takes 13 MB
KEPT_BYTES = 2**30


def keep_freed_memory() -> bool:
    """Make glibc reuse large blocks, for the rest of this process, instead of having the kernel clear new ones.

    Returns:
        Whether that was possible: another C library has no such settings.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    return bool(mallopt(M_MMAP_THRESHOLD, LARGEST_KEPT_BYTES)) and bool(mallopt(M_TRIM_THRESHOLD, KEPT_BYTES))
