"""Pictures: from the result of the ascent to uint8, and many of them in one grid."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

Picture = NDArray[np.uint8]

SPREAD = 0.15  # standard deviation of the picture on a scale from 0 to 1, as in the Keras example


def deprocess(image: Tensor, crop: int = 0) -> Picture:
    """Scale one picture back to [0, 255]: mean at the middle, a spread of 0.15, the rest clipped.

    Args:
        image: (3, H, W) or (1, 3, H, W), any range; it is not changed.
        crop: Pixels left out on each side after scaling (25 in the Keras example).

    Returns:
        (H - 2 crop, W - 2 crop, 3).

    Raises:
        ValueError: The shape is another one, or the crop leaves nothing.

    Source: F. Chollet, "Visualizing what convnets learn", keras.io, 2020.
    """
    if image.ndim == 4 and image.shape[0] == 1:
        image = image[0]
    if image.ndim != 3 or image.shape[0] != 3:
        raise ValueError(f"Expected one picture of shape (3, H, W), found {tuple(image.shape)}.")
    height, width = image.shape[1:]
    if not 0 <= 2 * crop < min(height, width):
        raise ValueError(f"A crop of {crop} pixels leaves nothing of {height}x{width}.")
    pixels = image.detach().cpu().double().permute(1, 2, 0).numpy()
    scaled = (pixels - pixels.mean()) / (pixels.std() + 1e-5) * SPREAD + 0.5
    inner = scaled[crop : height - crop, crop : width - crop]
    picture: Picture = (np.clip(inner, 0, 1) * 255).astype(np.uint8)
    return picture


def stitch(images: Sequence[Picture], n: int, margin: int) -> Picture:
    """Put n x n equal pictures in a grid, row by row, with black between them.

    Returns:
        (n h + (n - 1) margin, n w + (n - 1) margin, 3).

    Raises:
        ValueError: There are not n x n pictures, or they differ in size.
    """
    if len(images) != n * n:
        raise ValueError(f"Expected {n}x{n} = {n * n} pictures, found {len(images)}.")
    return stitch_rows(images, n, margin)


def stitch_rows(images: Sequence[Picture], columns: int, margin: int) -> Picture:
    """Put equal pictures in rows of ``columns``, with black between them and at the end of the last row.

    Raises:
        ValueError: There is no picture, or they differ in size.
    """
    shapes = {image.shape for image in images}
    if len(shapes) != 1:
        raise ValueError(f"Expected pictures of one size, found {sorted(shapes) or 'none'}.")
    height, width, _ = shapes.pop()
    rows = math.ceil(len(images) / columns)
    grid = np.zeros((rows * (height + margin) - margin, columns * (width + margin) - margin, 3), dtype=np.uint8)
    for index, image in enumerate(images):
        top, left = index // columns * (height + margin), index % columns * (width + margin)
        grid[top : top + height, left : left + width] = image
    return grid
