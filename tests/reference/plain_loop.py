"""The oracle: activation maximisation as a course would write it, one filter at a time, nothing made faster."""

from __future__ import annotations

from torch import Tensor, nn


def plain_objective(backbone: nn.Module, layer: str, image: Tensor, filter_index: int) -> Tensor:
    """Return the mean activation of one filter for one picture, by a forward hook and a whole forward pass."""
    kept: list[Tensor] = []
    hook = backbone.get_submodule(layer).register_forward_hook(lambda _m, _i, output: kept.append(output.clone()))
    backbone(image)
    hook.remove()
    return kept[0][:, filter_index, 2:-2, 2:-2].mean()


def plain_gradient(backbone: nn.Module, layer: str, image: Tensor, filter_index: int) -> tuple[float, Tensor]:
    image = image.detach().clone().requires_grad_(True)
    loss = plain_objective(backbone, layer, image, filter_index)
    loss.backward()
    assert image.grad is not None
    return loss.item(), image.grad


def plain_step(backbone: nn.Module, layer: str, image: Tensor, filter_index: int, rate: float = 10.0) -> Tensor:
    _, gradient = plain_gradient(backbone, layer, image, filter_index)
    norm = gradient.norm()
    return image if norm == 0 else image + rate * gradient / norm


def plain_ascent(backbone: nn.Module, layer: str, image: Tensor, filter_index: int, steps: int) -> Tensor:
    for _ in range(steps):
        image = plain_step(backbone, layer, image, filter_index)
    return image
