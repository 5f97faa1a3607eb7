"""A network as task (a) asks for it."""

from __future__ import annotations

import copy
import functools

import torch
import torchvision
from torch import nn


def backbone() -> nn.Module:
    """Return a pretrained ResNet50 without its dense top, in evaluation mode; a new one each time."""
    return copy.deepcopy(_pristine(torch.hub.get_dir()))


@functools.cache
def _pristine(hub: str) -> nn.Module:  # noqa: ARG001 - where the weights come from
    with torch.device("meta"):  # no random weights that the state dict replaces at once
        network: nn.Module = torchvision.models.resnet50()
    state = torchvision.models.ResNet50_Weights.IMAGENET1K_V2.get_state_dict(progress=False)
    floats = {name: value.float() if value.is_floating_point() else value for name, value in state.items()}
    network.load_state_dict(floats, assign=True)
    network.fc = nn.Identity()
    return network.eval()
