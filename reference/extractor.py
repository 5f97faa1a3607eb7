"""Feature extraction: the activation of one layer, with nothing computed behind it."""

from __future__ import annotations

import difflib
from typing import Any

from torch import Tensor, nn

from reference.errors import UnknownLayerError


class _LayerReached(Exception):  # noqa: N818 - a way out of the forward pass, not an error
    """Carries the activation out of a forward pass that need not go on."""

    def __init__(self, activation: object) -> None:
        self.activation = activation


def find_layer(backbone: nn.Module, layer: str) -> nn.Module:
    """Return the module of this name, as ``named_modules()`` lists it.

    Raises:
        UnknownLayerError: There is none; the message lists names that look alike.
    """
    names = [name for name, _ in backbone.named_modules() if name]
    if layer not in names:
        near = difflib.get_close_matches(layer, names, n=5, cutoff=0.5) or names[:5]
        raise UnknownLayerError(
            f"{type(backbone).__name__} has no layer {layer!r}. Near names: {', '.join(near)}. "
            "Every name that named_modules() lists can be used."
        )
    return backbone.get_submodule(layer)


def extract(backbone: nn.Module, layer: str, images: Tensor) -> Tensor:
    """Return the activation of ``layer`` for a batch of pictures, differentiable with respect to them.

    The forward pass ends at the layer. A module that is called several times, such as the ``relu`` within a block of
    ResNet50, gives its first output.

    Args:
        backbone: Network; its mode and its parameters stay as they are.
        layer: Name from ``named_modules()``, nested ones such as ``layer3.5.conv2`` included.
        images: (N, 3, H, W).

    Returns:
        Activation of the layer, for convolutional layers (N, C, H', W').

    Raises:
        UnknownLayerError: The network has no such layer, or never calls it with a tensor as the result.
    """

    def leave(_module: nn.Module, _inputs: tuple[Any, ...], output: object) -> None:
        raise _LayerReached(output)

    hook = find_layer(backbone, layer).register_forward_hook(leave)
    try:
        backbone(images)
    except _LayerReached as reached:
        if isinstance(reached.activation, Tensor):
            return reached.activation
        raise UnknownLayerError(
            f"Layer {layer!r} returns {type(reached.activation).__name__}, expected a tensor. Choose a layer in it."
        ) from None
    finally:
        hook.remove()
    raise UnknownLayerError(f"The forward pass of {type(backbone).__name__} never calls layer {layer!r}.")
