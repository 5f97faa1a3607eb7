"""Activation maximisation: pictures that make filters respond strongly, by gradient ascent in the input."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from torch import Tensor, nn

from reference.acceleration import FilterObjective, accelerate
from reference.errors import UnsupportedError

Normalisation = Literal["l2", "rms"]

STEPS = 30
LEARNING_RATE = 10.0
AMPLITUDE = 0.125  # the random start lies in [-0.125, 0.125]


@dataclass(frozen=True)
class Ascent:
    """What became of the pictures of one batch.

    Attributes:
        images: (N, 3, H, W) float32, one picture per filter, not scaled back.
        activations: (N, steps + 1) float32, the mean activation before every step and, if asked for, after the last.
        dead: Filters that nothing raises any more: the gradient vanished, or the last of these activations is exactly
            zero.
    """

    images: Tensor
    activations: Tensor
    dead: tuple[int, ...]


def random_start(filters: Sequence[int], height: int, width: int, seed: int) -> Tensor:
    """Draw the start pictures: (N, 3, height, width) float32, uniform in [-0.125, 0.125].

    Each filter has a random stream of its own, made from ``seed`` and its index, so that it starts from the same
    picture alone and in any batch.
    """
    shape = (3, height, width)
    pictures = [np.random.default_rng((seed, index)).random(shape, dtype=np.float32) for index in filters]
    return torch.from_numpy(np.stack(pictures)).sub_(0.5).mul_(2 * AMPLITUDE)


def normalise(gradient: Tensor, normalisation: Normalisation) -> Tensor:
    """Take the scale out of the gradient (N, 3, H, W), picture by picture.

    ``l2`` gives each picture's gradient the Euclidean norm 1, ``rms`` a root mean square of 1: at 224 x 224 the
    latter is 388 times as long a step.

    Source: ``l2`` with its epsilon as in the Keras example of 2020 (tf.math.l2_normalize); ``rms`` as in F. Chollet,
    "How convolutional neural networks see the world", 2016.
    """
    if normalisation == "l2":
        squares = gradient.square().sum(dim=(1, 2, 3), keepdim=True)
        return gradient * squares.clamp_min(1e-12).rsqrt()
    if normalisation == "rms":
        squares = gradient.square().mean(dim=(1, 2, 3), keepdim=True)
        return gradient / (squares.sqrt() + 1e-5)
    raise UnsupportedError(f"Expected the normalisation 'l2' or 'rms', found {normalisation!r}.")


def maximise(
    objective: FilterObjective,
    filters: Sequence[int],
    start: Tensor,
    *,
    steps: int = STEPS,
    learning_rate: float = LEARNING_RATE,
    normalisation: Normalisation = "l2",
    to_the_end: bool = True,
    on_step: Callable[[], None] | None = None,
) -> Ascent:
    """Raise the mean activation of each filter in the picture of the same place.

    Args:
        objective: Gives (N,) for (N, 3, H, W) and filters.
        filters: One filter per picture.
        start: (N, 3, H, W) float32, on the objective's device; it is not changed.
        steps: Number of gradient steps.
        learning_rate: Length of a step in units of the normalised gradient.
        normalisation: See `normalise`.
        to_the_end: Also measure the activation after the last step, which takes one more forward pass.
        on_step: Called after every step.

    Raises:
        ObjectiveError: A filter does not exist, or the pictures are too small for the layer.
    """
    images, history = start, []
    moving = torch.ones(len(start), dtype=torch.bool, device=start.device)
    for _ in range(steps):
        images.requires_grad_()
        values = objective(images, filters)
        (gradient,) = torch.autograd.grad(values.sum(), images)
        history.append(values.detach())
        moving &= gradient.flatten(1).any(dim=1)
        images = images.detach() + learning_rate * normalise(gradient, normalisation)
        if on_step is not None:
            on_step()
    if to_the_end or not history:
        with torch.no_grad():
            history.append(objective(images, filters))
    dead = ~moving | (history[-1] == 0)
    return Ascent(
        images.detach().contiguous().cpu(),
        torch.stack(history, dim=1).cpu(),
        tuple(index for index, gone in zip(filters, dead.tolist(), strict=True) if gone),
    )


def ascend(
    backbone: nn.Module,
    layer: str,
    filters: Sequence[int],
    *,
    height: int,
    width: int,
    steps: int = STEPS,
    learning_rate: float = LEARNING_RATE,
    normalisation: Normalisation = "l2",
    seed: int,
    dtype: torch.dtype = torch.float32,
) -> Ascent:
    """Draw filters of a layer in one batch, each from its own random start.

    Args:
        backbone: Network in evaluation mode; it stays as it is.
        layer: Name from ``named_modules()``.
        filters: Their indices, in the order of the resulting pictures.
        height, width: Size of the pictures in pixels.
        steps: Number of gradient steps.
        learning_rate: Length of a step in units of the normalised gradient.
        normalisation: ``l2`` (as the sheet's original) or ``rms``.
        seed: Not negative; the same seed and filter give the same start.
        dtype: See `accelerate`.

    Raises:
        UnknownLayerError: The network has no such layer.
        ObjectiveError: A filter does not exist, or the pictures are too small for the layer.
        UnsupportedError: The backbone is in training mode, or the normalisation is unknown.
    """
    objective = accelerate(backbone, layer, dtype)
    start = random_start(filters, height, width, seed).to(objective.device)
    return maximise(objective, filters, start, steps=steps, learning_rate=learning_rate, normalisation=normalisation)
