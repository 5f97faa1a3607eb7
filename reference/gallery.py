"""Galleries: the first filters of a layer in one picture, drawn in batches that fit in memory."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from torch import Tensor

from reference.acceleration import FilterObjective
from reference.ascent import LEARNING_RATE, STEPS, Ascent, maximise, random_start
from reference.images import Picture, deprocess, stitch_rows
from reference.workers import side_by_side

MEMORY_BYTES = 512 * 2**20  # what the activations of all pictures drawn at once may take
LARGEST_BATCH = {"cpu": 4, "cuda": 64}  # a larger one is no faster: the processor is busy, its caches are full
MARGIN = 5  # pixels between two pictures
INK, PAPER = 90, 30  # grey levels of the cross that stands for a dead filter


@dataclass(frozen=True)
class Plan:
    """How many batches are drawn side by side, and how many pictures each has."""

    workers: int
    batch: int

    @classmethod
    def of(cls, filters: int, fitting: int, device: torch.device, threads: int) -> Plan:
        """Share filters among a processor's threads; a GPU takes one batch after the other.

        Args:
            filters: How many there are.
            fitting: How many pictures fit in memory at once, see `pictures_in_memory`.
            device: Where they are drawn.
            threads: Those of the processor.
        """
        workers = min(filters, fitting, threads) if device.type == "cpu" else 1
        return cls(workers, min(math.ceil(filters / workers), fitting // workers, LARGEST_BATCH.get(device.type, 8)))


@dataclass(frozen=True)
class Gallery:
    """Filters of a layer, drawn.

    Attributes:
        picture: All filters row by row, (H, W, 3); a dead filter is a grey tile with a cross.
        images: (N, 3, height, width) float32, not scaled back.
        activations: (N, steps) float32, the mean activation before every step.
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
        batch: Filters drawn at once, one batch after the other; see `Plan` if not given.
        columns: Pictures in a row; a square grid if not given.
        crop: Pixels left out on each side of every picture.
        on_progress: Called after every step, from the thread that made it, with the number of filters it moved: steps x
            filters in all.

    Raises:
        ObjectiveError: A filter does not exist, or the pictures are too small for the layer.
    """
    fitting = pictures_in_memory(bytes_per_picture(objective, max(filters), size), objective.device)
    plan = Plan(1, batch) if batch else Plan.of(len(filters), fitting, objective.device, torch.get_num_threads())
    chunks = [filters[first : first + plan.batch] for first in range(0, len(filters), plan.batch)]

    def ascend(chunk: Sequence[int]) -> Ascent:
        return maximise(
            objective,
            chunk,
            random_start(chunk, size, size, seed).to(objective.device),
            steps=steps,
            learning_rate=learning_rate,
            to_the_end=False,
            on_step=None if on_progress is None else partial(on_progress, len(chunk)),
        )

    ascents = side_by_side(ascend, chunks, plan.workers)
    images = torch.cat([ascent.images for ascent in ascents])
    dead = tuple(index for ascent in ascents for index in ascent.dead)
    pictures = [deprocess(image, crop) for image in images]
    tiles = [
        cross(picture.shape[0]) if index in dead else picture for index, picture in zip(filters, pictures, strict=True)
    ]
    picture = stitch_rows(tiles, columns or math.ceil(math.sqrt(len(tiles))), MARGIN)
    return Gallery(picture, images, torch.cat([ascent.activations for ascent in ascents]), dead)


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


def pictures_in_memory(picture_bytes: int, device: torch.device, memory_bytes: int | None = None) -> int:
    """Return how many pictures fit in the memory budget at once, one at least.

    Args:
        picture_bytes: What one picture's activations take.
        device: Decides the budget: on a GPU, half of what is free there.
        memory_bytes: The budget, if another one is wanted.
    """
    if memory_bytes is None:
        memory_bytes = torch.cuda.mem_get_info(device)[0] // 2 if device.type == "cuda" else MEMORY_BYTES
    return max(1, memory_bytes // max(1, picture_bytes))


def cross(size: int) -> Picture:
    """Draw the tile that stands for a dead filter: (size, size, 3), a grey cross on dark grey."""
    rows, columns = np.indices((size, size))
    distance = np.minimum(abs(rows - columns), abs(rows + columns - (size - 1)))
    grey = np.where(distance <= size // 40, INK, PAPER).astype(np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)
