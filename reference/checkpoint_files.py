"""Checkpoint files of a ResNet50: read and validated, mirrored, and kept in a cache under what they are made from."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn
from torchvision import models

from reference.errors import CheckpointError

State = dict[str, Tensor]

CACHE_NAME = "ann-u08-autograder"
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


def cache_directory() -> Path:
    """Return where derived checkpoints are kept: ``$XDG_CACHE_HOME``, or ``~/.cache`` (XDG Base Directory)."""
    configured = Path(os.environ.get("XDG_CACHE_HOME", ""))
    base = configured if configured.is_absolute() else Path.home() / ".cache"
    return base / CACHE_NAME


def cached(recipe: str, source: Path, build: Callable[[], State]) -> Path:
    """Return the file that ``build`` makes from ``source``, building it only where the cache lacks it.

    Args:
        recipe: Names what is built; change it when the same source shall give other tensors.
        source: File whose content, not whose name, decides whether the cached file fits.
        build: Makes the state dict.

    Raises:
        CheckpointError: The cache folder cannot be written.
    """
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    path = cache_directory() / f"resnet50-{recipe}-{digest[:20]}.pth"
    if not path.exists():
        state = build()
        write_atomically(path, lambda part: torch.save(state, part))
    return path


def write_atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Let ``write`` fill a file beside ``path``, then move it there, so that nobody ever reads half a file.

    Raises:
        CheckpointError: The folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".part")
        os.close(handle)
    except OSError as error:
        raise CheckpointError(
            f"{path.parent}: expected a folder for checkpoints that can be written, found: {error}. "
            "Make room there, or set XDG_CACHE_HOME to another folder."
        ) from error
    part = Path(name)
    try:
        write(part)
        part.chmod(0o644)
        part.replace(path)
    except (OSError, RuntimeError) as error:
        raise CheckpointError(
            f"{path}: expected to write about 50 to 100 MB, found: {error}. "
            "Make room there, or set XDG_CACHE_HOME to another folder."
        ) from error
    finally:
        part.unlink(missing_ok=True)
