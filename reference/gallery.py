"""Galleries: the first filters of a layer in one picture, drawn in batches that fit in memory."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from reference.acceleration import FilterObjective
from reference.ascent import LEARNING_RATE, STEPS, maximise, random_start
from reference.images import Picture, deprocess, stitch_rows

MEMORY_BYTES = 512 * 2**20  # what the activations of one batch may take
LARGEST_BATCH = {"cpu": 4, "cuda": 64}  # more at once is no faster: the processor is busy, its caches are full
MARGIN = 5  # pixels between two pictures
INK, PAPER = 90, 30  # grey levels of the cross that stands for a dead filter


@dataclass(frozen=True)
class Gallery:
    """Filters of a layer, drawn.

    Attributes:
        picture: All filters row by row, (H, W, 3); a dead filter is a grey tile with a cross.
        images: (N, 3, height, width) float32, not scaled back.
        activations: (N, steps + 1) float32, the mean activation before every step and after the last.
        dead: Filters that nothing raises, see `Ascent`.
    """

    picture: Picture
    images: Tensor
    activations: Tensor
    dead: tuple[int, ...]


def draw_gallery(
    objective: FilterObjective,
    filters: Sequence[int],
    *,
    size: int,
    seed: int,
    steps: int = STEPS,
    learning_rate: float = LEARNING_RATE,
    batch: int | None = None,
    columns: int | None = None,
    crop: int = 0,
    on_progress: Callable[[int], None] | None = None,
) -> Gallery:
    """Draw filters and put them in one picture. A filter comes out the same in whatever batch it is drawn.

    Args:
        objective: From `accelerate`, on the device that shall compute.
        filters: Their indices, at least one.
        size: Height and width of each picture in pixels.
        seed: See `random_start`.
        steps: Number of gradient steps.
        learning_rate: Length of a step in units of the normalised gradient.
        batch: Filters drawn at once; what fits in memory if not given.
        columns: Pictures in a row; a square grid if not given.
        crop: Pixels left out on each side of every picture.
        on_progress: Called after every step with the number of filters that made it: steps x filters in all.

    Raises:
        ObjectiveError: A filter does not exist, or the pictures are too small for the layer.
    """
    needed = bytes_per_picture(objective, max(filters), size)
    limit = batch or batch_size(needed, objective.device)
    ascents = []
    for first in range(0, len(filters), limit):
        chunk = filters[first : first + limit]
        report = None if on_progress is None else _reporting(on_progress, len(chunk))
        start = random_start(chunk, size, size, seed).to(objective.device)
        ascents.append(maximise(objective, chunk, start, steps=steps, learning_rate=learning_rate, on_step=report))
    images = torch.cat([ascent.images for ascent in ascents])
    dead = tuple(index for ascent in ascents for index in ascent.dead)
    pictures = [deprocess(image, crop) for image in images]
    tiles = [
        cross(picture.shape[0]) if index in dead else picture for index, picture in zip(filters, pictures, strict=True)
    ]
    picture = stitch_rows(tiles, columns or math.ceil(math.sqrt(len(tiles))), MARGIN)
    return Gallery(picture, images, torch.cat([ascent.activations for ascent in ascents]), dead)


def _reporting(on_progress: Callable[[int], None], filters: int) -> Callable[[], None]:
    return lambda: on_progress(filters)


def bytes_per_picture(objective: FilterObjective, filter_index: int, size: int) -> int:
    """Measure what one forward pass keeps for the gradient; on the way, find out that the filter exists.

    Raises:
        ObjectiveError: The filter does not exist, or the picture is too small for the layer.
    """
    kept: dict[int, int] = {}
    weights = {parameter.data_ptr() for parameter in objective.parameters()}

    def note(tensor: Tensor) -> Tensor:
        if tensor.data_ptr() not in weights:
            kept[tensor.data_ptr()] = tensor.nbytes
        return tensor

    image = torch.zeros(1, 3, size, size, device=objective.device, requires_grad=True)
    with torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
        objective(image, [filter_index])
    return sum(kept.values())


def batch_size(picture_bytes: int, device: torch.device, memory_bytes: int | None = None) -> int:
    """Return how many pictures fit in the memory budget, from one to the largest batch that pays.

    Args:
        picture_bytes: What one picture's activations take.
        device: Decides the largest batch and, on a GPU, the budget: half of what is free there.
        memory_bytes: The budget, if another one is wanted.
    """
    if memory_bytes is None:
        memory_bytes = torch.cuda.mem_get_info(device)[0] // 2 if device.type == "cuda" else MEMORY_BYTES
    return max(1, min(memory_bytes // max(1, picture_bytes), LARGEST_BATCH.get(device.type, 8)))


def cross(size: int) -> Picture:
    """Draw the tile that stands for a dead filter: (size, size, 3), a grey cross on dark grey."""
    rows, columns = np.indices((size, size))
    distance = np.minimum(abs(rows - columns), abs(rows + columns - (size - 1)))
    grey = np.where(distance <= size // 40, INK, PAPER).astype(np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)
