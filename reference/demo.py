"""The embedded demo checkpoint: trained up to layer2, the rest seeded, with BatchNorm calibrated on made-up pictures.

It lets everything run on a machine that has no ImageNet checkpoint. Its layer3 and layer4 are random: they answer
like a network of the right shape and scale, and show nothing that was learned.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torchvision import models

from reference.checkpoint_files import COUNTER, State, expected_shapes, load_into, read_state
from reference.weights import EMBEDDED

TRAINED = ("conv1.", "bn1.", "layer1.", "layer2.")  # what the embedded file holds
SEED = 8
PICTURES = 12
SIZE = 128


def complete(path: Path = EMBEDDED) -> State:
    """Return a state dict of the whole ResNet50 in float16 whose first stages come from ``path``.

    Deterministic: the same file gives the same tensors.
    """
    trained = read_state(path, TRAINED)
    generator = torch.Generator().manual_seed(SEED)
    state: State = {}
    for name, shape in expected_shapes().items():
        if name in trained:
            state[name] = trained[name]
        elif not name.endswith(COUNTER):
            state[name] = _initial(name, shape, generator)
    model = load_into(models.resnet50(), state)
    calibrate(model, procedural_pictures(PICTURES, SIZE, generator))
    return {
        name: tensor.half() if tensor.is_floating_point() else tensor.clone()
        for name, tensor in model.state_dict().items()
    }


def _initial(name: str, shape: torch.Size, generator: torch.Generator) -> Tensor:
    """Draw a convolution or dense weight (He, fan-out; torchvision's choice), or set BatchNorm to the identity."""
    if len(shape) >= 2:
        fan_out = shape[0] * math.prod(shape[2:])
        return torch.randn(shape, generator=generator) * math.sqrt(2 / fan_out)
    return torch.ones(shape) if name.endswith(("weight", "running_var")) else torch.zeros(shape)


@torch.no_grad()
def calibrate(model: nn.Module, images: Tensor) -> None:
    """Set the BatchNorm statistics of layer3 and layer4 to those of ``images`` (N, 3, H, W); ends in evaluation mode.

    In training mode each BatchNorm normalises with the statistics of the batch before the next layer sees it; with a
    momentum of 1 these become the running statistics, so one pass calibrates layer after layer.
    """
    model.eval()
    for stage in (model.get_submodule("layer3"), model.get_submodule("layer4")):
        for module in stage.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.train()
                module.momentum = 1.0
    model(images)
    model.eval()


def procedural_pictures(count: int, size: int, generator: torch.Generator) -> Tensor:
    """Draw coloured gratings, each with another one behind its stripes: (count, 3, size, size) with a spread near 1."""

    def uniform(*shape: int) -> Tensor:
        return torch.rand(*shape, generator=generator)

    rows, columns = torch.meshgrid(torch.arange(float(size)), torch.arange(float(size)), indexing="ij")
    angle = uniform(count, 4, 1, 1) * math.pi
    wavelength = 4 * 8 ** uniform(count, 4, 1, 1)  # 4 to 32 pixels
    phase = uniform(count, 4, 1, 1) * 2 * math.pi
    wave = torch.sin(2 * math.pi / wavelength * (columns * angle.cos() + rows * angle.sin()) + phase)
    colour = uniform(count, 4, 3, 1, 1) * 3 - 1.5
    layers = wave[:, :, None] * colour  # (count, 4, 3, size, size)
    in_front = wave[:, :1] > 0
    return torch.where(in_front, layers[:, 1] + layers[:, 2], layers[:, 2] + layers[:, 3] + colour[:, 0])
