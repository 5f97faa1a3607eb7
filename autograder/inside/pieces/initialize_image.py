"""(d), the start picture, put in the place of the student's own while another function is judged."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

SIZE = 48  # pixels; when a size is not given


def initialize_image(img_height: int = SIZE, img_width: int = SIZE, *_args: Any, **_kwargs: Any) -> Tensor:
    """Random picture (1, 3, H, W), uniform in [-0.125, 0.125]."""
    return (torch.rand(1, 3, img_height, img_width) - 0.5) * 0.25
