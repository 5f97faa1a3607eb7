"""What our models have in common: all are LightningModules, as the extractor of task (b) is, and keep a journal."""

from __future__ import annotations

from typing import Any

import pytorch_lightning as pl
from torch import Tensor


class Journal:
    """What a model was given; shared by copies of the model, and bounded.

    Pictures that ask for no gradient fill half of it at most: a loop that tries many rates at each step, and looks
    only, leaves room for its steps.

    Attributes:
        pictures: Inputs of the forward passes, (N, 3, H, W) each.
        gradients: Indices into `pictures` at which a gradient was taken, in that order.
        trained: Whether a model with this journal ever ran in training mode.
    """

    def __init__(self, capacity: int = 256) -> None:
        self.pictures: list[Tensor] = []
        self.gradients: list[int] = []
        self.trained = False
        self.capacity = capacity

    def __deepcopy__(self, memo: dict[int, Any]) -> Journal:
        return self

    def note(self, images: Tensor) -> Tensor:
        """Note `images` (N, 3, H, W) and return a tensor of the same values that notes its gradient."""
        if len(self.pictures) >= (self.capacity if images.requires_grad else self.capacity // 2):
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

    def noted(self, images: Tensor) -> Tensor:
        """Return `images` (N, 3, H, W) as `Journal.note` does, and note the mode."""
        self.journal.trained |= self.training
        return self.journal.note(images)

    @property
    def trained(self) -> bool:
        """Whether it or a copy of it ever ran in training mode."""
        return self.journal.trained
