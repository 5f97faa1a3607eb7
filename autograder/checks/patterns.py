"""A small model with known patterns as filters, on which the right answer can be computed outside the kernel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from autograder.checks.oracle import objective_of
from autograder.student import Handle, Student
from reference.objective import mean_activation

KERNEL = 7  # pixels
# (orientation in turns of 180°, cycles per pixel): as far from one another as 7 × 7 pixels can tell apart.
_WAVES = ((0.0, 0.28), (0.25, 0.28), (0.5, 0.28), (0.75, 0.28), (0.125, 0.15), (0.625, 0.15))
_COLOURS = 2
COUNT = _COLOURS * len(_WAVES)


@dataclass(frozen=True, eq=False)
class Patterns:
    """Gratings in two colours that are orthogonal to one another: (12, 3, 7, 7), zero mean, unit length.

    A picture of one grating hardly excites another filter, so a picture tells which filter it is of.
    """

    kernels: np.ndarray

    @classmethod
    def draw(cls, rng: np.random.Generator) -> Patterns:
        """Draw gratings in random colours, with random phases, in random order."""
        colours, _ = np.linalg.qr(rng.standard_normal((3, 3)))
        turn, (rows, columns) = rng.uniform(0, 0.125), np.mgrid[0:KERNEL, 0:KERNEL] - KERNEL // 2
        kernels = []
        for colour in colours[:_COLOURS]:
            for orientation, frequency in _WAVES:
                angle = np.pi * (orientation + turn)
                along = columns * np.cos(angle) + rows * np.sin(angle)
                wave = np.cos(2 * np.pi * (frequency * along + rng.uniform()))
                kernel = colour[:, None, None] * (wave - wave.mean())
                kernels.append(kernel / np.linalg.norm(kernel))
        return cls(np.stack([kernels[index] for index in rng.permutation(COUNT)]).astype(np.float32))

    def gain(self, height: int, width: int) -> float:
        """Return the gain at which the gradient's root mean square is about 1e-3, and its norm well below 1.

        That is the size of gradients of a real layer; at this size, and 1000 times above it, the small constants that
        students add before they divide do not matter, while clipping and large constants do.
        """
        return (height - KERNEL - 3) * (width - KERNEL - 3) / 400

    def build(self, student: Student, height: int, width: int, factor: float = 1.0) -> Handle:
        """Build the model in the kernel, for pictures of that size."""
        return student.build("pattern", "Modell", kernels=self.kernels, gain=factor * self.gain(height, width))

    def objective(self, image: np.ndarray, filter_index: int) -> float:
        """Return the mean activation of a filter for one picture (1, 3, H, W) or (3, H, W), with gain 1."""
        return float(objective_of(self._activation(_tensor(image)), filter_index)[0])

    def objectives(self, image: np.ndarray) -> np.ndarray:
        """Return the same of all filters, (12,)."""
        activation = self._activation(_tensor(image))
        return np.array([float(objective_of(activation, index)[0]) for index in range(len(self.kernels))])

    def gradient(self, image: np.ndarray, filter_index: int) -> np.ndarray:
        """Return the gradient of `objective` for the picture (1, 3, H, W)."""
        inputs = _tensor(image).requires_grad_(True)
        value = mean_activation(self._activation(inputs), [filter_index])[0]
        return torch.autograd.grad(value, inputs)[0].numpy()

    def slopes(self, image: np.ndarray, step: np.ndarray) -> np.ndarray:
        """Return the derivative of `objective` along a step from the picture (3, H, W), for all filters, (12,)."""
        maps = F.conv2d(_tensor(step), torch.from_numpy(self.kernels)) * (self._activation(_tensor(image)) > 0)
        return np.array([float(objective_of(maps, index)[0]) for index in range(len(self.kernels))])

    def best_pictures(self, pictures: list[np.ndarray]) -> list[int]:
        """Return for filter 0, 1, … which of the pictures (3, H, W) excites it most."""
        responses = [self._activation(_tensor(picture))[0, :, 2:-2, 2:-2].mean(dim=(1, 2)) for picture in pictures]
        return [int(index) for index in torch.stack(responses)[:, : len(pictures)].argmax(dim=0)]

    def _activation(self, images: Tensor) -> Tensor:
        return F.relu(F.conv2d(images, torch.from_numpy(self.kernels)))


def _tensor(image: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(image, dtype=np.float32)).reshape(1, 3, *image.shape[-2:])
