"""(d), one step, put in the place of the student's own while another function is judged."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from autograder.inside.pieces.compute_loss import compute_loss


def gradient_ascent_step(
    img: Tensor, filter_index: int, learning_rate: float, model: nn.Module, *_args: Any, **_kwargs: Any
) -> tuple[Tensor, Tensor]:
    """One step uphill along the gradient of unit length."""
    start = img.detach().clone().requires_grad_(True)
    loss = compute_loss(start, filter_index, model)
    (gradient,) = torch.autograd.grad(loss, start)
    return loss.detach(), start.detach() + learning_rate * gradient / (gradient.norm() + 1e-12)
