"""(d), the whole loop, put in the place of the student's own while another function is judged."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from autograder.inside.pieces.deprocess_image import deprocess_image
from autograder.inside.pieces.gradient_ascent_step import gradient_ascent_step
from autograder.inside.pieces.initialize_image import SIZE, initialize_image

STEPS = 10  # enough for a picture that tells its filter from others
LEARNING_RATE = 10.0


def visualize_filter(
    filter_index: int, model: nn.Module, img_height: int = SIZE, img_width: int = SIZE, *_args: Any, **_kwargs: Any
) -> tuple[Tensor, np.ndarray]:
    """Picture of a filter after some steps."""
    img = initialize_image(img_height, img_width)
    loss = torch.tensor(0.0)
    for _ in range(STEPS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)
