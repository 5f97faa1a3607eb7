"""A model with known patterns as filters."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional as F

from autograder.inside.pieces.stub import Stub


class PatternStub(Stub):
    """Activation (N, K, h, w) = gain · relu(convolution with K known patterns), as a layer of a network.

    Args:
        kernels: (K, 3, k, k) patterns.
        gain: Factor of the activation, and so of its gradient.
    """

    def __init__(self, kernels: Tensor, gain: float) -> None:
        super().__init__()
        self.kernels = nn.Parameter(kernels)
        self.gain = gain

    def forward(self, x: Tensor) -> Tensor:
        """Return the activation of `x` (N, 3, H, W)."""
        return self.gain * F.relu(F.conv2d(self.noted(x), self.kernels))


pattern = PatternStub
