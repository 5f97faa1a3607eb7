"""Activation maximisation: the start, the step, what is recorded, and dead filters."""

from __future__ import annotations

import pytest
import torch
from plain_loop import plain_objective, plain_step
from torch import Tensor, nn

from reference.acceleration import accelerate
from reference.ascent import ascend, maximise, normalise, random_start
from reference.errors import UnsupportedError


class Linear(nn.Module):
    """A network whose answer is known: filter 0 answers with the sum of the colours, filter 1 with nothing at all."""

    def __init__(self) -> None:
        super().__init__()
        self.maps = nn.Conv2d(3, 2, 1, bias=False)
        with torch.no_grad():
            self.maps.weight.copy_(torch.tensor([1.0, 0.0])[:, None, None, None].expand(2, 3, 1, 1))

    def forward(self, x: Tensor) -> Tensor:
        maps: Tensor = self.maps(x)
        return maps


class Cliff(nn.Module):
    """A filter that falls to exactly 0 and stays there when a step is too long: a hat around 0."""

    def __init__(self) -> None:
        super().__init__()
        self.hat = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        hat: Tensor = self.hat(1 - (x - 0.05).abs().sum(dim=1, keepdim=True))
        return hat


def test_random_start_is_uniform_in_its_range() -> None:
    start = random_start([0, 1], 64, 80, seed=2)
    assert (start.shape, start.dtype) == ((2, 3, 64, 80), torch.float32)
    assert start.min() >= -0.125
    assert start.max() <= 0.125
    counts = torch.histc(start, bins=5, min=-0.125, max=0.125) / start.numel()
    assert (counts - 0.2).abs().max() < 0.02


def test_random_start_of_a_filter_is_the_same_in_any_batch() -> None:
    assert torch.equal(random_start([7], 8, 8, 2)[0], random_start([3, 7, 5], 8, 8, 2)[1])


def test_random_start_differs_between_filters_and_seeds() -> None:
    pictures = [random_start([index], 8, 8, seed) for seed in (0, 1, 2**40) for index in (0, 1)]
    assert all(not torch.equal(one, other) for i, one in enumerate(pictures) for other in pictures[:i])


def test_normalise_takes_the_scale_out_of_each_picture() -> None:
    gradient = torch.randn(2, 3, 8, 8) * torch.tensor([1e-3, 1e4])[:, None, None, None]
    lengths = normalise(gradient, "l2").flatten(1).norm(dim=1)
    torch.testing.assert_close(lengths, torch.ones(2))
    spread = normalise(gradient[1:], "rms").square().mean().sqrt()
    torch.testing.assert_close(spread, torch.tensor(1.0))


def test_normalise_of_a_vanished_gradient_is_zero() -> None:
    assert not normalise(torch.zeros(1, 3, 8, 8), "l2").any()
    assert not normalise(torch.zeros(1, 3, 8, 8), "rms").any()


def test_normalise_unknown_way_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="'l1'"):
        normalise(torch.ones(1, 3, 8, 8), "l1")  # type: ignore[arg-type]


def test_ascend_a_linear_filter_rises_by_the_known_amount_at_every_step() -> None:
    ascent = ascend(Linear(), "maps", [0, 1], height=9, width=7, steps=5, learning_rate=2.0, seed=1)
    start = random_start([0, 1], 9, 7, 1)
    inside = 5 * 3  # the gradient is 1/15 at 15 positions of 3 colours: its norm is sqrt(45)/15
    rise = 2.0 * (3 * inside) ** 0.5 / inside
    expected = start[0].sum(dim=0)[2:-2, 2:-2].mean() + rise * torch.arange(6.0)
    torch.testing.assert_close(ascent.activations[0], expected)
    moved = ascent.images[0] - start[0]
    torch.testing.assert_close(moved[:, 2:-2, 2:-2], torch.full((3, 5, 3), 5 * 2.0 / (3 * inside) ** 0.5))
    assert torch.count_nonzero(moved) == 3 * inside


def test_ascend_reports_a_filter_whose_gradient_vanishes_and_leaves_its_picture() -> None:
    ascent = ascend(Linear(), "maps", [1, 0], height=9, width=9, steps=3, seed=1)
    assert ascent.dead == (1,)
    assert torch.equal(ascent.images[0], random_start([1], 9, 9, 1)[0])


def test_ascend_reports_a_filter_that_falls_to_zero() -> None:
    short = ascend(Cliff(), "hat", [0], height=12, width=12, steps=3, learning_rate=0.05, seed=1)
    long = ascend(Cliff(), "hat", [0], height=12, width=12, steps=1, normalisation="rms", seed=1)
    assert (short.dead, long.dead) == ((), (0,))
    assert short.activations[0, -1] > short.activations[0, 0] > 0
    assert long.activations[0, -1] == 0


@pytest.mark.parametrize("layer", ["layer1", "layer2.1.conv2"])
def test_ascend_every_step_is_the_plain_step(backbone: nn.Module, layer: str) -> None:
    filters = [4, 9]
    pictures = [ascend(backbone, layer, filters, height=64, width=80, steps=n, seed=2).images for n in (0, 1, 2, 8, 9)]
    assert torch.equal(pictures[0], random_start(filters, 64, 80, 2))
    for before, after in ((pictures[0], pictures[1]), (pictures[1], pictures[2]), (pictures[3], pictures[4])):
        for index, one, other in zip(filters, before, after, strict=True):
            expected = plain_step(backbone, layer, one[None], index)[0]
            assert (other - expected).norm() < 0.02 * (expected - one).norm()


def test_maximise_not_to_the_end_draws_the_same_and_saves_one_measurement(backbone: nn.Module) -> None:
    objective, start = accelerate(backbone, "layer1"), random_start([4, 9], 64, 64, 2)
    whole = maximise(objective, [4, 9], start, steps=3)
    shorter = maximise(objective, [4, 9], start, steps=3, to_the_end=False)
    assert torch.equal(shorter.images, whole.images)
    assert torch.equal(shorter.activations, whole.activations[:, :-1])


def test_ascend_records_the_activation_before_every_step_and_after_the_last(backbone: nn.Module) -> None:
    ascent = ascend(backbone, "layer1", [4, 9], height=64, width=64, steps=3, seed=2)
    assert ascent.activations.shape == (2, 4)
    for n, images in ((0, random_start([4, 9], 64, 64, 2)), (3, ascent.images)):
        expected = [plain_objective(backbone, "layer1", images[i : i + 1], k).item() for i, k in enumerate([4, 9])]
        torch.testing.assert_close(ascent.activations[:, n], torch.tensor(expected), rtol=1e-4, atol=1e-5)


def test_ascend_thirty_steps_raise_living_filters_clearly(backbone: nn.Module) -> None:
    ascent = ascend(backbone, "layer2", [3, 5], height=80, width=80, seed=2)
    assert ascent.dead == ()
    assert (ascent.activations[:, -1] > 3 * ascent.activations[:, 0]).all()


def test_ascend_alone_and_in_a_batch_gives_the_same_picture(backbone: nn.Module) -> None:
    alone = ascend(backbone, "layer1", [9], height=64, width=64, steps=2, seed=2)
    batch = ascend(backbone, "layer1", [4, 9, 3], height=64, width=64, steps=2, seed=2)
    torch.testing.assert_close(batch.images[1], alone.images[0], rtol=0, atol=1e-3)
