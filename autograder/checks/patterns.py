"""A small model with known patterns as filters, on which the right answer can be computed outside the kernel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from autograder.checks.oracle import objective_of
from autograder.student import Handle, Student

KERNEL = 5  # pixels


@dataclass(frozen=True, eq=False)
class Patterns:
    """Filters with zero mean and unit length, orthogonal to one another: (K, 3, 5, 5)."""

    kernels: np.ndarray

    @classmethod
    def draw(cls, rng: np.random.Generator, count: int = 8) -> Patterns:
        """Draw random patterns."""
        rows = rng.standard_normal((count + 1, 3 * KERNEL * KERNEL))
        rows[0] = 1.0  # orthogonal to a constant is: zero mean
        basis, _ = np.linalg.qr(rows.T)
        return cls(basis.T[1:].reshape(count, 3, KERNEL, KERNEL).astype(np.float32))

    def gain(self, height: int, width: int) -> float:
        """Return the gain with which the gradient has about unit size: the number of positions averaged."""
        return float((height - KERNEL - 3) * (width - KERNEL - 3))

    def build(self, student: Student, height: int, width: int, factor: float = 1.0) -> Handle:
        """Build the model in the kernel, for pictures of that size."""
        return student.build("pattern", "Modell", kernels=self.kernels, gain=factor * self.gain(height, width))

    def objective(self, image: np.ndarray, filter_index: int) -> float:
        """Return the mean activation of a filter for one picture (1, 3, H, W) or (3, H, W), with gain 1."""
        return float(objective_of(self._activation(image), filter_index)[0])

    def most_like(self, image: np.ndarray) -> int:
        """Return the filter that answers most strongly to a picture (3, H, W)."""
        return int(self._activation(image)[0, :, 2:-2, 2:-2].mean(axis=(1, 2)).argmax())

    def _activation(self, image: np.ndarray) -> np.ndarray:
        values = torch.from_numpy(np.ascontiguousarray(image, dtype=np.float32)).reshape(1, 3, *image.shape[-2:])
        return F.relu(F.conv2d(values, torch.from_numpy(self.kernels))).numpy()
