"""A model whose activation is set pixel by pixel."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional as F

from autograder.inside.pieces.stub import Stub


class PointwiseStub(Stub):
    """Activation (N, K, h, w) = every ``stride``-th pixel through a 1×1 convolution, plus an offset.

    Args:
        weight: (K, 3) weights of the convolution.
        offset: (K, h, w) constant added to the activation, where the picture has the size it was made for; of a
            smaller picture its middle.
        stride: Step between the pixels used.
    """

    def __init__(self, weight: Tensor, offset: Tensor, stride: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight)
        self.offset = nn.Parameter(offset)
        self.stride = stride

    def forward(self, x: Tensor) -> Tensor:
        """Return the activation of `x` (N, 3, H, W)."""
        maps = F.conv2d(self.noted(x), self.weight[:, :, None, None], stride=self.stride)
        top, left = ((whole - part) // 2 for whole, part in zip(self.offset.shape[1:], maps.shape[2:], strict=True))
        return maps + self.offset[:, top : top + maps.shape[2], left : left + maps.shape[3]]


pointwise = PointwiseStub
