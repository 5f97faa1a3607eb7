"""The ResNet50 of a checkpoint, ready to be asked."""

from __future__ import annotations

import torch
from torch import nn
from torchvision import models

from reference.checkpoint_files import State, load_into, read_state
from reference.weights import Checkpoint, Version


def load_full(checkpoint: Checkpoint, version: Version = "V2") -> nn.Module:
    """Load the whole ResNet50, with its dense top: float32, evaluation mode, gradients of the parameters off.

    Raises:
        CheckpointError: The file was damaged or removed since it was chosen.
    """
    state: State = read_state(checkpoint.path(version))
    with torch.random.fork_rng(devices=[]):  # building the layers draws random numbers that nobody shall miss
        model = load_into(models.resnet50(), state)
    return model.eval().requires_grad_(False)


def load_backbone(checkpoint: Checkpoint, version: Version = "V2") -> nn.Module:
    """Load ResNet50 as task (a) asks for it: ``fc`` is the identity, so (N, 3, H, W) gives (N, 2048).

    Raises:
        CheckpointError: The file was damaged or removed since it was chosen.
    """
    model = load_full(checkpoint, version)
    model.fc = nn.Identity()
    return model.eval()  # the identity too
