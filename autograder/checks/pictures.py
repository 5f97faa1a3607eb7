"""How a student's picture relates to the image tensor from which it was made."""

from __future__ import annotations

import itertools

import numpy as np

from autograder.inside.wire import Array
from autograder.story import measured

SMALLEST = 8  # pixels; what a cropped picture must keep
LARGEST = 1_000_000  # pixels; nobody is asked for a picture of that size, and comparing it would take long
UNEVEN = 8  # pixels by which the cropped border may differ between height and width
OFFSETS = 32  # pixels of a border; in a wider one not every place is tried
UNEVEN_SHARE = 0.05  # or by which share of height and width, as with a border in per cent


def as_rows_of_pixels(answer: object) -> np.ndarray | None:
    """Return a picture as (H, W, 3) float64, also when it came as (3, H, W) or with a batch axis; else None."""
    if not isinstance(answer, Array) or answer.values.size > 3 * LARGEST:
        return None
    values = answer.values.astype(np.float64)
    values = values[0] if values.ndim == 4 and values.shape[0] == 1 else values
    if values.ndim == 3 and values.shape[2] != 3 and values.shape[0] == 3:
        values = np.moveaxis(values, 0, 2)
    ok = values.ndim == 3 and values.shape[2] == 3 and min(values.shape[:2]) >= SMALLEST and np.isfinite(values).all()
    return values if ok else None


def is_picture(answer: object, height: int, width: int) -> bool:
    """Tell whether an answer is uint8 (H', W', 3), as H × W or with a border cropped on all sides."""
    if not (isinstance(answer, Array) and answer.values.dtype == np.uint8 and answer.values.ndim == 3):
        return False
    rows, columns, channels = answer.shape
    in_per_cent = rows and columns and abs(rows / height - columns / width) <= UNEVEN_SHARE
    return (
        measured("channels", channels, "==", 3)
        and measured("rows", rows, "between", (SMALLEST, height))
        and measured("columns", columns, "between", (SMALLEST, width))
        and (
            bool(in_per_cent)
            or measured("unevenness of the border", abs((height - rows) - (width - columns)), "<=", UNEVEN)
        )
    )


def source_of(picture: np.ndarray, image: np.ndarray) -> np.ndarray | None:
    """Return the part of `image` (3, H, W) that `picture` (H', W', 3) shows, as (H', W', 3); None if it is larger.

    A border may have been cropped, most often the same on opposite sides; otherwise the offset with the highest
    correlation is taken, of a wide border that of a corner.
    """
    whole = np.moveaxis(image.astype(np.float64), 0, 2)
    spare = [whole.shape[axis] - picture.shape[axis] for axis in (0, 1)]
    if min(spare) < 0:
        return None

    def part(top: int, left: int) -> np.ndarray:
        return whole[top : top + picture.shape[0], left : left + picture.shape[1]]

    centred = part(spare[0] // 2, spare[1] // 2)
    if correlation(centred, picture) > 0.5:
        return centred
    steps = [1 if extra < OFFSETS else extra for extra in spare]
    offsets = itertools.product(*(range(0, extra + 1, step) for extra, step in zip(spare, steps, strict=True)))
    return max((part(*offset) for offset in offsets), key=lambda candidate: correlation(candidate, picture))


def correlation(first: np.ndarray, second: np.ndarray) -> float:
    """Return Pearson's correlation of two arrays of one shape; 0 where one is constant."""
    first, second = first.ravel() - first.mean(), second.ravel() - second.mean()
    scale = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(first @ second) / scale if scale > 0 else 0.0


def falls(picture: np.ndarray, source: np.ndarray) -> float:
    """Return by how many grey levels the picture falls, at worst, where its source gets brighter; per channel.

    A scaling to [0, 255] is a rising function of each channel, so this is at most the rounding of 1 level.
    """
    worst = 0.0
    for channel in range(3):
        levels = picture[..., channel].ravel()[np.argsort(source[..., channel].ravel(), kind="stable")]
        worst = max(worst, float((np.maximum.accumulate(levels) - levels).max()))
    return worst
