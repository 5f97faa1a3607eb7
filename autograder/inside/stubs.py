"""Models made by the grader, which stand in for the student's own feature extractor.

All are LightningModules, as the extractor of task (b) is, and keep a journal of the pictures that they were
given and of those at which a gradient was taken.
"""

from __future__ import annotations

import copy
from typing import Any

import pytorch_lightning as pl
from torch import Tensor, nn
from torch.nn import functional as F


class Journal:
    """What a model was given; shared by copies of the model, and bounded.

    Attributes:
        pictures: Inputs of the forward passes, (N, 3, H, W) each.
        gradients: Indices into `pictures` at which a gradient was taken, in that order.
    """

    def __init__(self, capacity: int = 256) -> None:
        self.pictures: list[Tensor] = []
        self.gradients: list[int] = []
        self.capacity = capacity

    def __deepcopy__(self, memo: dict[int, Any]) -> Journal:
        return self

    def note(self, images: Tensor) -> Tensor:
        """Note `images` (N, 3, H, W) and return a tensor of the same values that notes its gradient."""
        if len(self.pictures) >= self.capacity:
            return images
        index = len(self.pictures)
        self.pictures.append(images.detach().clone())
        if not images.requires_grad:
            return images
        watched = images.view_as(images)
        watched.register_hook(lambda _gradient: self.gradients.append(index))
        return watched


class Stub(pl.LightningModule):
    """A model with a journal."""

    def __init__(self) -> None:
        super().__init__()
        self.journal = Journal()
        self.eval()


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
        maps = F.conv2d(self.journal.note(x), self.weight[:, :, None, None], stride=self.stride)
        top, left = ((whole - part) // 2 for whole, part in zip(self.offset.shape[1:], maps.shape[2:], strict=True))
        return maps + self.offset[:, top : top + maps.shape[2], left : left + maps.shape[3]]


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
        return self.gain * F.relu(F.conv2d(self.journal.note(x), self.kernels))


class LayerStub(Stub):
    """A stage of a real ResNet (``layer1`` … ``layer4``), computed no further than that stage.

    Args:
        backbone: The network; what is used of it is copied.
        layer: Name of the stage.
    """

    def __init__(self, backbone: nn.Module, layer: str) -> None:
        super().__init__()
        children = dict(backbone.named_children())
        names = list(children)
        stages = nn.Sequential(*(children[name] for name in names[: names.index(layer) + 1]))
        self.stages = copy.deepcopy(stages).eval()

    def forward(self, x: Tensor) -> Tensor:
        """Return the activation of `x` (N, 3, H, W)."""
        activation: Tensor = self.stages(self.journal.note(x))
        return activation
