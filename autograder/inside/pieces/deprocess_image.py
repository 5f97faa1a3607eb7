"""(d), the way back to a picture, put in the place of the student's own while another function is judged."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch


def deprocess_image(img: Any, *_args: Any, **_kwargs: Any) -> np.ndarray:
    """Picture (1, 3, H, W) or (3, H, W) as uint8 (H, W, 3)."""
    values = torch.as_tensor(img).detach().float().cpu()
    values = values[0] if values.ndim == 4 else values
    values = (values - values.mean()) / (values.std() + 1e-5) * 0.15 + 0.5
    return (values.clamp(0, 1) * 255).permute(1, 2, 0).numpy().astype("uint8")
