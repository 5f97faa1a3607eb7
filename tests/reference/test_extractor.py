"""Feature extraction: the right activation, nothing behind it, clear words for unknown layers."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn
from torchvision.models.feature_extraction import create_feature_extractor

from reference.errors import UnknownLayerError
from reference.extractor import extract


@pytest.mark.parametrize(
    "layer", ["conv1", "maxpool", "layer1", "layer2.3", "layer3.5.conv2", "layer3.0.downsample.1", "layer4", "avgpool"]
)
def test_extract_any_layer_agrees_with_torchvision(backbone: nn.Module, noise: Tensor, layer: str) -> None:
    expected = create_feature_extractor(backbone, [layer])(noise)[layer]
    assert torch.equal(extract(backbone, layer, noise), expected)


def test_extract_layer_shapes_follow_the_picture(backbone: nn.Module) -> None:
    image = torch.zeros(1, 3, 96, 128)
    shapes = [tuple(extract(backbone, f"layer{stage}", image).shape) for stage in (1, 2, 3, 4)]
    assert shapes == [(1, 256, 24, 32), (1, 512, 12, 16), (1, 1024, 6, 8), (1, 2048, 3, 4)]


def test_extract_computes_nothing_behind_the_layer(backbone: nn.Module, noise: Tensor) -> None:
    called: list[str] = []
    hooks = [
        module.register_forward_pre_hook(lambda _m, _i, name=name: called.append(name))
        for name, module in backbone.named_modules()
    ]
    extract(backbone, "layer2.1.conv1", noise)
    for hook in hooks:
        hook.remove()
    assert called[-1] == "layer2.1.conv1"
    assert "layer1.2.conv3" in called


def test_extract_leaves_no_hook_behind(backbone: nn.Module, noise: Tensor) -> None:
    extract(backbone, "layer1", noise)
    assert backbone(noise).shape == (2, 2048)


def test_extract_is_differentiable_in_the_picture(backbone: nn.Module, noise: Tensor) -> None:
    noise.requires_grad_()
    (gradient,) = torch.autograd.grad(extract(backbone, "layer1", noise).sum(), noise)
    assert gradient.abs().min(dim=1).values.any()


@pytest.mark.parametrize("layer", ["layer5", "layr2", "", "layer3.6", "fc.weight"])
def test_extract_unknown_layer_names_what_is_near(backbone: nn.Module, noise: Tensor, layer: str) -> None:
    with pytest.raises(UnknownLayerError, match=r"no layer .*Near names: \w+"):
        extract(backbone, layer, noise)


def test_extract_mistyped_layer_lists_the_right_one(backbone: nn.Module, noise: Tensor) -> None:
    with pytest.raises(UnknownLayerError, match=r"Near names: .*layer3\.5\.conv2"):
        extract(backbone, "layer3.5.conv_2", noise)


class Detour(nn.Module):
    """Has a layer that is never called, and one that returns a pair."""

    def __init__(self) -> None:
        super().__init__()
        self.spare = nn.Identity()
        self.pair = nn.MaxPool2d(2, return_indices=True)

    def forward(self, x: Tensor) -> Tensor:
        values: Tensor = self.pair(x)[0]
        return values


def test_extract_layer_that_is_never_called_is_an_error(noise: Tensor) -> None:
    with pytest.raises(UnknownLayerError, match="never calls layer 'spare'"):
        extract(Detour(), "spare", noise)


def test_extract_layer_that_returns_no_tensor_is_an_error(noise: Tensor) -> None:
    with pytest.raises(UnknownLayerError, match="returns tuple"):
        extract(Detour(), "pair", noise)
