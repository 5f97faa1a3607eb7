"""Prepacked convolutions: what the plain engine answers, up to rounding; and a plain word where they cannot be had."""

from __future__ import annotations

import pytest
import torch
from plain_loop import plain_gradient
from torch import Tensor, nn
from torchvision import models

from reference.acceleration import FilterObjective, accelerate
from reference.ascent import maximise, random_start
from reference.errors import ObjectiveError, UnsupportedError
from reference.gallery import bytes_per_picture
from reference.prepacked import prepack

LAYERS = [
    "layer1",
    "layer1.0",
    "layer1.1",
    "layer2",
    "layer2.0",
    "layer3.1",
    "layer4",
    "layer1.0.conv1",
    "layer2.0.downsample.0",
]


def gradients(objective: FilterObjective, images: Tensor, filters: list[int]) -> tuple[Tensor, Tensor]:
    images = images.clone().requires_grad_()
    values = objective(images, filters)
    (gradient,) = torch.autograd.grad(values.sum(), images)
    return values.detach(), gradient


def size_for(layer: str) -> tuple[int, int]:
    return (165, 192) if layer.startswith("layer4") else (83, 96)  # odd and even


def supported(objective: FilterObjective) -> FilterObjective:
    """Return it prepacked, or skip on a processor for which oneDNN lacks the type."""
    try:
        return prepack(objective)
    except UnsupportedError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("pictures", [1, 5])
def test_prepack_in_float32_equals_the_plain_engine(backbone: nn.Module, layer: str, pictures: int) -> None:
    filters = [3, 17, 4, 8, 9][:pictures]
    images = torch.randn(pictures, 3, *size_for(layer), generator=torch.Generator().manual_seed(4))
    plain = accelerate(backbone, layer)
    expected_values, expected = gradients(plain, images, filters)
    values, gradient = gradients(supported(plain), images, filters)
    _, exact = gradients(accelerate(backbone, layer, torch.float64), images, filters)
    torch.testing.assert_close(values, expected_values, rtol=1e-4, atol=1e-5)
    assert gradient.shape == images.shape
    assert expected.any()
    # Rounding moves single values across the zero of a ReLU: in layer4 either engine was 1 % away from float64.
    slack = 0.02 if layer == "layer4" else 0.01
    assert (gradient - exact).norm() < 1.2 * (expected - exact).norm() + slack * exact.norm()


@pytest.mark.parametrize("layer", ["layer1", "layer2.0", "layer3.0.conv2"])
@pytest.mark.parametrize("pictures", [1, 5])
def test_prepack_in_bfloat16_equals_the_plain_engine(backbone: nn.Module, layer: str, pictures: int) -> None:
    filters = [3, 17, 4, 8, 9][:pictures]
    images = torch.randn(pictures, 3, 83, 96, generator=torch.Generator().manual_seed(4))
    _, exact = gradients(accelerate(backbone, layer), images, filters)
    plain = accelerate(backbone, layer, torch.bfloat16)
    expected_values, expected = gradients(plain, images, filters)
    values, gradient = gradients(supported(plain), images, filters)
    torch.testing.assert_close(values, expected_values, rtol=0.02, atol=5e-3)
    # Both round; by hand is not allowed to be further from the truth.
    assert (gradient - exact).norm() < 1.2 * (expected - exact).norm() + 0.01 * exact.norm()


def test_prepack_equals_the_plain_loop(backbone: nn.Module) -> None:
    images = torch.randn(2, 3, 96, 96, generator=torch.Generator().manual_seed(4))
    values, found = gradients(supported(accelerate(backbone, "layer3")), images, [4, 8])
    for index, image, value, gradient in zip([4, 8], images, values, found, strict=True):
        expected_value, expected = plain_gradient(backbone, "layer3", image[None], index)
        assert value.item() == pytest.approx(expected_value, rel=1e-4)
        assert (gradient[None] - expected).norm() < 1e-2 * expected.norm()


def test_prepack_thirty_steps_reach_what_the_plain_engine_reaches(backbone: nn.Module) -> None:
    plain, filters = accelerate(backbone, "layer1"), list(range(8))
    start = random_start(filters, 96, 96, seed=0)
    expected, found = (maximise(objective, filters, start) for objective in (plain, supported(plain)))
    assert found.dead == expected.dead
    living = [index for index in filters if index not in found.dead]
    ratios = (found.activations / expected.activations)[living]
    # Rounding grows from step to step: after thirty, float32 in any engine, the plain loop too, is a median of 1e-3 to
    # 3e-3 away from float64, in single filters 3e-2.
    assert (ratios[:, :10] - 1).abs().max(dim=1).values.median() < 1e-5
    assert (ratios[:, -1] - 1).abs().median() < 5e-3


def test_prepack_is_deterministic_and_takes_batches_of_changing_size(backbone: nn.Module) -> None:
    objective = supported(accelerate(backbone, "layer2"))
    first = maximise(objective, [4, 9], random_start([4, 9], 64, 64, 0), steps=3)
    maximise(objective, [3], random_start([3], 64, 80, 0), steps=1)
    again = maximise(objective, [4, 9], random_start([4, 9], 64, 64, 0), steps=3)
    assert torch.equal(first.images, again.images)
    assert torch.equal(first.activations, again.activations)


def test_prepack_leaves_picture_and_plain_objective_as_they_are(backbone: nn.Module, noise: Tensor) -> None:
    plain = accelerate(backbone, "layer2")
    before = {name: tensor.clone() for name, tensor in plain.state_dict().items()}
    picture = noise.clone()
    gradients(supported(plain), noise, [4, 8])
    assert torch.equal(noise, picture)
    assert all(torch.equal(tensor, before[name]) for name, tensor in plain.state_dict().items())


def test_prepack_keeps_no_more_for_the_gradient_than_the_plain_engine(backbone: nn.Module) -> None:
    plain = accelerate(backbone, "layer2")
    assert 0 < bytes_per_picture(supported(plain), 4, 64) <= bytes_per_picture(plain, 4, 64)


@pytest.mark.parametrize(("layer", "size", "index"), [("layer1", 64, 256), ("layer1", 64, -1), ("layer4", 96, 0)])
def test_prepacked_objective_where_undefined_is_refused(backbone: nn.Module, layer: str, size: int, index: int) -> None:
    with pytest.raises(ObjectiveError):
        supported(accelerate(backbone, layer))(torch.zeros(1, 3, size, size), [index])


@pytest.mark.parametrize(("layer", "dtype", "reason"), [("layer1", torch.float64, "float64"), ("conv1", None, "stage")])
def test_prepack_what_it_cannot_do_is_refused_with_the_reason(
    backbone: nn.Module, layer: str, dtype: torch.dtype | None, reason: str
) -> None:
    with pytest.raises(UnsupportedError, match=reason):
        prepack(accelerate(backbone, layer, dtype or torch.float32))


def test_prepack_grouped_convolutions_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="grouped"):
        prepack(accelerate(models.resnext50_32x4d().eval(), "layer1"))
