"""Checkpoint files of a ResNet50: read, validated, and mirrored."""

from __future__ import annotations

import pickle
from pathlib import Path

import torch
from torch import Tensor, nn
from torchvision import models

from reference.errors import CheckpointError

State = dict[str, Tensor]

COUNTER = "num_batches_tracked"  # BatchNorm's counter: files of old torch versions lack it, and nothing here reads it


def expected_shapes() -> dict[str, torch.Size]:
    """Return the shape of every tensor in torchvision's ResNet50, without allocating one."""
    with torch.device("meta"):
        return {name: tensor.shape for name, tensor in models.resnet50().state_dict().items()}


def read_state(path: Path, prefixes: tuple[str, ...] = ("",)) -> State:
    """Read a state dict of ResNet50 and check names, shapes and numbers.

    Args:
        path: File written by ``torch.save``; it is read with ``weights_only=True``, so that no code in it runs.
        prefixes: The file has to hold exactly the tensors whose names start with one of these.

    Raises:
        CheckpointError: The file cannot be read, or is no such state dict.
    """
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError as error:
        raise CheckpointError(f"{path}: expected a checkpoint of ResNet50, found no such file.") from error
    except (OSError, RuntimeError, EOFError, ValueError, KeyError, pickle.UnpicklingError) as error:
        raise CheckpointError(
            f"{path}: expected a state dict written by torch.save, but the file cannot be read "
            f"({type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no details'}). "
            "Fetch or copy it again."
        ) from error
    if not isinstance(content, dict) or not all(isinstance(value, Tensor) for value in content.values()):
        raise CheckpointError(
            f"{path}: expected a state dict (names and tensors), found {type(content).__name__} with other content. "
            "Save model.state_dict(), not the model."
        )
    expected = {name: shape for name, shape in expected_shapes().items() if name.startswith(prefixes)}
    _check_tensors(path, content, expected)
    return dict(content)


def _check_tensors(path: Path, state: State, expected: dict[str, torch.Size]) -> None:
    wanted = {name for name in expected if not name.endswith(COUNTER)}
    found = {name for name in state if not str(name).endswith(COUNTER)}
    if wanted != found:
        missing, surplus = sorted(wanted - found), sorted(map(str, found - wanted))
        raise CheckpointError(
            f"{path}: expected the {len(wanted)} tensors of torchvision's resnet50; {len(missing)} are missing "
            f"({', '.join(missing[:3]) or 'none'}) and {len(surplus)} do not belong there "
            f"({', '.join(surplus[:3]) or 'none'}). Name a checkpoint of resnet50."
        )
    for name in sorted(wanted):
        tensor = state[name]
        if tensor.shape != expected[name]:
            raise CheckpointError(
                f"{path}: {name} has the shape {tuple(tensor.shape)}, expected {tuple(expected[name])}. "
                "Name a checkpoint of resnet50."
            )
        if not tensor.is_floating_point() or not torch.isfinite(tensor).all():
            raise CheckpointError(
                f"{path}: {name} ({tensor.dtype}) holds something other than finite floating-point numbers. "
                "Fetch or copy the file again."
            )


def mirrored(state: State) -> State:
    """Return the network that sees the world in a mirror: every convolution kernel flipped left to right.

    Its response to a mirrored picture is the mirrored response of the original, but for the half-pixel shift that
    strides bring; BatchNorm's statistics therefore stay valid. Tensors that do not change are shared, not copied.
    """
    return {name: tensor.flip(3).contiguous() if tensor.ndim == 4 else tensor for name, tensor in state.items()}


def load_into(model: nn.Module, state: State) -> nn.Module:
    """Copy a validated state dict into a ResNet50 of float32 and return the model."""
    model.load_state_dict(dict(state))  # a plain dict: torch then fills in counters that an old file lacks
    return model
