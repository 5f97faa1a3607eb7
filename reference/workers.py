"""Batches drawn side by side: a thread per batch never waits for another one, as threads within an operator do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import torch

Item = TypeVar("Item")
Result = TypeVar("Result")


def side_by_side(work: Callable[[Item], Result], items: Sequence[Item], workers: int) -> list[Result]:
    """Return ``work(item)`` of all items in their order, from threads that share torch's threads among them.

    An error, or an interrupt, ends the call once the items under way are done; the others are not begun.

    Args:
        work: Must allow to be called from several threads at once.
        items: What it is called with.
        workers: Number of threads; with one, the caller's own does the work.
    """
    if workers <= 1:
        return [work(item) for item in items]
    threads = torch.get_num_threads()
    share = max(1, threads // workers)
    pool = ThreadPoolExecutor(workers, initializer=torch.set_num_threads, initargs=(share,))
    try:
        return list(pool.map(work, items))
    finally:
        pool.shutdown(cancel_futures=True)
        torch.set_num_threads(threads)  # a part of the setting belongs to the process
