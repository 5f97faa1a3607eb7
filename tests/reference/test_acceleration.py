"""The fast objective is the plain one: the same values and gradients, up to rounding."""

from __future__ import annotations

import copy

import pytest
import torch
from plain_loop import plain_ascent, plain_gradient
from torch import Tensor, nn
from torchvision import models

from reference.acceleration import FilterObjective, accelerate, fold
from reference.ascent import maximise, random_start
from reference.errors import ObjectiveError, UnknownLayerError, UnsupportedError

STAGES = ["layer1", "layer2", "layer3.0", "layer3.2"]
INNER = ["conv1", "maxpool", "layer1.0.conv1", "layer2.0.downsample.0", "layer2.3.bn2", "layer3.1.conv3"]


@pytest.fixture(scope="module")
def exact(backbone: nn.Module) -> nn.Module:
    """Return the backbone in float64, where rounding hides nothing."""
    return copy.deepcopy(backbone).double()


def values_and_gradients(objective: FilterObjective, images: Tensor, filters: list[int]) -> tuple[Tensor, Tensor]:
    images = images.clone().requires_grad_()
    values = objective(images, filters)
    (gradient,) = torch.autograd.grad(values.sum(), images)
    return values, gradient


@pytest.mark.parametrize("layer", STAGES + INNER)
@pytest.mark.parametrize("size", [(80, 80), (83, 96)])
def test_accelerate_in_float64_equals_the_plain_objective(exact: nn.Module, layer: str, size: tuple[int, int]) -> None:
    filters = [3, 17, 0]
    images = torch.randn(3, 3, *size, dtype=torch.float64, generator=torch.Generator().manual_seed(4))
    values, gradients = values_and_gradients(accelerate(exact, layer, torch.float64), images, filters)
    for index, image, value, gradient in zip(filters, images, values, gradients, strict=True):
        expected_value, expected_gradient = plain_gradient(exact, layer, image[None], index)
        torch.testing.assert_close(value.item(), expected_value, rtol=1e-10, atol=1e-12)
        torch.testing.assert_close(gradient[None], expected_gradient, rtol=1e-8, atol=1e-14)


@pytest.mark.parametrize(("layer", "filters"), [("layer1", [4, 9]), ("layer2", [4])])
def test_thirty_steps_in_float64_give_the_plain_pictures(exact: nn.Module, layer: str, filters: list[int]) -> None:
    start = random_start(filters, 56, 56, 0).double()
    ascent = maximise(accelerate(exact, layer, torch.float64), filters, start)
    for index, image, picture in zip(filters, start, ascent.images, strict=True):
        expected = plain_ascent(exact, layer, image[None], index, 30)[0]
        assert (expected - image).norm() > 20  # it went somewhere
        assert (picture - expected).norm() < 1e-4 * expected.norm()


@pytest.mark.parametrize("layer", ["layer1", "layer3"])
def test_accelerate_in_float32_equals_the_plain_objective_within_rounding(backbone: nn.Module, layer: str) -> None:
    filters = [4, 8]
    images = torch.randn(2, 3, 96, 96, generator=torch.Generator().manual_seed(4))
    values, gradients = values_and_gradients(accelerate(backbone, layer), images, filters)
    for index, image, value, gradient in zip(filters, images, values, gradients, strict=True):
        expected_value, expected_gradient = plain_gradient(backbone, layer, image[None], index)
        assert value.item() == pytest.approx(expected_value, rel=1e-4)
        assert (gradient[None] - expected_gradient).norm() < 1e-2 * expected_gradient.norm()


def test_bfloat16_reads_clear_responses_within_two_percent(backbone: nn.Module) -> None:
    filters = [3, 4, 5, 6, 8, 9]
    exact, coarse = (accelerate(backbone, "layer1", dtype) for dtype in (torch.float32, torch.bfloat16))
    images = maximise(exact, filters, random_start(filters, 96, 96, 0), steps=10).images
    values, expected = coarse(images, filters), exact(images, filters)
    assert values.dtype == torch.float32
    assert not torch.equal(values, expected)  # it does compute in another type
    torch.testing.assert_close(values, expected, rtol=0.02, atol=0)


def test_bfloat16_ascent_reaches_the_typical_activation_within_two_percent(backbone: nn.Module) -> None:
    # Typical, not every one: rounding sends some filters to another picture, here one of them 6 % higher.
    filters = [3, 4, 5, 6, 8, 9]
    start = random_start(filters, 96, 96, 0)
    expected, reached = (
        maximise(accelerate(backbone, "layer1", dtype), filters, start).activations[:, -1]
        for dtype in (torch.float32, torch.bfloat16)
    )
    deviation = (reached / expected - 1).abs()
    assert deviation.median() < 0.02
    assert deviation.max() < 0.15


def test_accelerate_leaves_the_backbone_as_it_is(backbone: nn.Module, noise: Tensor) -> None:
    before = {name: tensor.clone() for name, tensor in backbone.state_dict().items()}
    for layer in ("layer1", "layer2.1.conv2"):
        accelerate(backbone, layer, torch.bfloat16)(noise.requires_grad_(), [0, 1]).sum().backward()
    assert all(torch.equal(tensor, before[name]) for name, tensor in backbone.state_dict().items())


def test_accelerate_any_other_network_equals_plain_extraction() -> None:
    torch.manual_seed(0)
    network = models.resnet18().eval()  # no bottleneck blocks
    image = torch.randn(1, 3, 64, 64)
    expected, _ = plain_gradient(network, "layer1", image, 5)
    torch.testing.assert_close(accelerate(network, "layer1")(image, [5]).item(), expected, rtol=1e-4, atol=1e-6)


def test_fold_equals_convolution_and_norm() -> None:
    torch.manual_seed(0)
    convolution, norm = nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(8)
    norm(convolution(torch.randn(16, 3, 9, 9)) * 3 + 1)  # statistics other than 0 and 1
    nn.init.normal_(norm.weight)
    nn.init.normal_(norm.bias)
    x = torch.randn(2, 3, 9, 9)
    torch.testing.assert_close(fold(convolution, norm.eval())(x), norm(convolution(x)))


def test_fold_without_running_statistics_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="running statistics"):
        fold(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8, track_running_stats=False))


def test_accelerate_in_training_mode_is_refused(backbone: nn.Module) -> None:
    with pytest.raises(UnsupportedError, match="training mode"):
        accelerate(copy.deepcopy(backbone).train(), "layer1")


def test_accelerate_unknown_layer_is_refused(backbone: nn.Module) -> None:
    with pytest.raises(UnknownLayerError, match=r"layer1.7"):
        accelerate(backbone, "layer1.7")


@pytest.mark.parametrize(("layer", "size", "index"), [("layer1", 64, 256), ("layer1", 64, -1), ("layer4", 96, 0)])
def test_objective_where_undefined_is_refused(backbone: nn.Module, layer: str, size: int, index: int) -> None:
    with pytest.raises(ObjectiveError):
        accelerate(backbone, layer)(torch.zeros(1, 3, size, size), [index])
