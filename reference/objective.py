"""The objective that activation maximisation raises: the mean activation of a filter, away from the border."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from reference.errors import ObjectiveError

BORDER = 2  # positions left out on each side: they see the padding (F. Chollet, keras.io, 2020)


def mean_activation(activation: Tensor, filter_indices: Sequence[int]) -> Tensor:
    """Return the mean of ``activation[i, filter_indices[i], 2:-2, 2:-2]`` for every picture i.

    Args:
        activation: (N, C, H, W), both H and W at least 5.
        filter_indices: One filter per picture, each from 0 to C - 1.

    Returns:
        (N,) float32 (float64 for such an activation), differentiable.

    Raises:
        ObjectiveError: The activation is no stack of maps, its maps are too small, or a filter does not exist.
    """
    if activation.ndim != 4:
        raise ObjectiveError(
            f"Expected an activation of shape (N, C, H, W), found {tuple(activation.shape)}. "
            "Choose a convolutional layer."
        )
    pictures, channels, _, _ = activation.shape
    if len(filter_indices) != pictures:
        raise ObjectiveError(f"Expected one filter for each of {pictures} pictures, found {len(filter_indices)}.")
    check_filters(filter_indices, channels)
    rows = torch.arange(pictures, device=activation.device)
    columns = torch.as_tensor(filter_indices, device=activation.device)
    return mean_of_maps(without_border(activation)[rows, columns])


def check_filters(filter_indices: Sequence[int], channels: int) -> None:
    """Make sure that a layer with ``channels`` filters has all of these.

    Raises:
        ObjectiveError: One of them does not exist; a negative index does not count from the end.
    """
    unknown = [index for index in filter_indices if not 0 <= index < channels]
    if unknown:
        raise ObjectiveError(f"The layer has the filters 0 to {channels - 1}, not {unknown[0]}.")


def without_border(maps: Tensor) -> Tensor:
    """Return a view of maps (..., H, W) as (..., H - 4, W - 4).

    Raises:
        ObjectiveError: Nothing would be left.
    """
    height, width = maps.shape[-2:]
    check_maps(height, width)
    return crop(maps, BORDER)


def check_maps(height: int, width: int) -> None:
    """Make sure that something is left of maps of this size without their border.

    Raises:
        ObjectiveError: Nothing is.
    """
    if min(height, width) <= 2 * BORDER:
        raise ObjectiveError(
            f"The layer's maps have {height}x{width} positions; a border of {BORDER} leaves nothing of them. "
            "Take a larger picture (at least 160 pixels for layer4) or an earlier layer."
        )


def crop(maps: Tensor, border: int) -> Tensor:
    """Return a view of maps (..., H, W) without ``border`` positions on each side."""
    height, width = maps.shape[-2:]
    return maps[..., border : height - border, border : width - border]


def mean_of_maps(maps: Tensor) -> Tensor:
    """Return the mean of every map of (N, H, W), summed in float32 at least."""
    return maps.mean(dim=(1, 2), dtype=torch.promote_types(maps.dtype, torch.float32))
