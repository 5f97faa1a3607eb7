"""Right versions of the students' functions, put in their place while another function is judged.

Each takes whatever a student's own version might take beyond the sheet's arguments.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

STEPS = 10  # enough for a picture that tells its filter from others
LEARNING_RATE = 10.0
SIZE = 48  # pixels; when a size is not given


def compute_loss(input_image: Tensor, filter_index: int, model: nn.Module, *_args: Any, **_kwargs: Any) -> Tensor:
    """Mean activation of a filter, two border pixels left out."""
    loss: Tensor = model(input_image)[:, filter_index, 2:-2, 2:-2].mean()
    return loss


def initialize_image(img_height: int = SIZE, img_width: int = SIZE, *_args: Any, **_kwargs: Any) -> Tensor:
    """Random picture (1, 3, H, W), uniform in [-0.125, 0.125]."""
    return (torch.rand(1, 3, img_height, img_width) - 0.5) * 0.25


def gradient_ascent_step(
    img: Tensor, filter_index: int, learning_rate: float, model: nn.Module, *_args: Any, **_kwargs: Any
) -> tuple[Tensor, Tensor]:
    """One step uphill along the gradient of unit length."""
    start = img.detach().clone().requires_grad_(True)
    loss = compute_loss(start, filter_index, model)
    (gradient,) = torch.autograd.grad(loss, start)
    return loss.detach(), start.detach() + learning_rate * gradient / (gradient.norm() + 1e-12)


def deprocess_image(img: Any, *_args: Any, **_kwargs: Any) -> np.ndarray:
    """Picture (1, 3, H, W) or (3, H, W) as uint8 (H, W, 3)."""
    values = torch.as_tensor(img).detach().float().cpu()
    values = values[0] if values.ndim == 4 else values
    values = (values - values.mean()) / (values.std() + 1e-5) * 0.15 + 0.5
    return (values.clamp(0, 1) * 255).permute(1, 2, 0).numpy().astype("uint8")


def visualize_filter(
    filter_index: int, model: nn.Module, img_height: int = SIZE, img_width: int = SIZE, *_args: Any, **_kwargs: Any
) -> tuple[Tensor, np.ndarray]:
    """Picture of a filter after some steps."""
    img = initialize_image(img_height, img_width)
    loss = torch.tensor(0.0)
    for _ in range(STEPS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)


STANDINS = {
    function.__name__: function
    for function in (compute_loss, initialize_image, gradient_ascent_step, deprocess_image, visualize_filter)
}
