"""The objective: mean over the inner positions of one map per picture."""

from __future__ import annotations

import pytest
import torch

from reference.errors import ObjectiveError
from reference.objective import mean_activation


def test_mean_activation_of_several_pictures_averages_each_ones_filter() -> None:
    activation = torch.randn(3, 5, 7, 9, generator=torch.Generator().manual_seed(0))
    expected = [
        sum(activation[i, k, y, x].item() for y in range(2, 5) for x in range(2, 7)) / 15
        for i, k in enumerate([4, 0, 2])
    ]
    torch.testing.assert_close(mean_activation(activation, [4, 0, 2]), torch.tensor(expected))


def test_mean_activation_ignores_two_positions_on_each_side() -> None:
    activation = torch.full((1, 1, 6, 8), 1e6)
    activation[:, :, 2:-2, 2:-2] = 3.0
    assert mean_activation(activation, [0]).tolist() == [3.0]


def test_mean_activation_gradient_is_even_inside_and_zero_elsewhere() -> None:
    activation = torch.randn(1, 2, 6, 7, requires_grad=True)
    (gradient,) = torch.autograd.grad(mean_activation(activation, [1]).sum(), activation)
    expected = torch.zeros(1, 2, 6, 7)
    expected[0, 1, 2:4, 2:5] = 1 / 6
    torch.testing.assert_close(gradient, expected)


def test_mean_activation_of_bfloat16_is_summed_in_float32() -> None:
    activation = torch.ones(1, 1, 104, 104, dtype=torch.bfloat16)  # bfloat16 would stop counting at 256
    assert mean_activation(activation, [0]) == torch.tensor([1.0])


@pytest.mark.parametrize(
    ("shape", "filters", "message"),
    [
        ((2, 3), [0, 0], r"shape \(N, C, H, W\), found \(2, 3\)"),
        ((1, 3, 4, 9), [0], "4x9 positions"),
        ((1, 3, 9, 9), [3], "filters 0 to 2, not 3"),
        ((1, 3, 9, 9), [-1], "filters 0 to 2, not -1"),
        ((2, 3, 9, 9), [0], "one filter for each of 2 pictures, found 1"),
    ],
)
def test_mean_activation_where_undefined_says_why(shape: tuple[int, ...], filters: list[int], message: str) -> None:
    with pytest.raises(ObjectiveError, match=message):
        mean_activation(torch.zeros(shape), filters)
