"""Threads side by side: order, torch's threads shared and given back, errors."""

from __future__ import annotations

import threading

import pytest
import torch

from reference.workers import side_by_side


def test_side_by_side_keeps_the_order_and_works_at_the_same_time() -> None:
    both = threading.Barrier(2, timeout=20)

    def work(item: int) -> int:
        both.wait()
        return item * item

    assert side_by_side(work, range(6), workers=2) == [0, 1, 4, 9, 16, 25]


def test_side_by_side_shares_the_threads_of_torch_and_gives_them_back() -> None:
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(4)
        assert side_by_side(lambda _: torch.get_num_threads(), range(4), workers=2) == [2] * 4
        assert side_by_side(lambda _: torch.get_num_threads(), range(2), workers=1) == [4] * 2
        assert torch.get_num_threads() == 4
    finally:
        torch.set_num_threads(before)


def test_side_by_side_after_an_error_begins_nothing_more() -> None:
    begun = []

    def work(item: int) -> None:
        begun.append(item)
        raise ValueError(item)

    with pytest.raises(ValueError, match="0"):
        side_by_side(work, range(100), workers=2)
    assert len(begun) < 100
