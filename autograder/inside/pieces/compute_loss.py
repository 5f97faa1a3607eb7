"""(c), put in the place of the student's own while another function is judged."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn


def compute_loss(input_image: Tensor, filter_index: int, model: nn.Module, *_args: Any, **_kwargs: Any) -> Tensor:
    """Mean activation of a filter, two border pixels left out."""
    loss: Tensor = model(input_image)[:, filter_index, 2:-2, 2:-2].mean()
    return loss
