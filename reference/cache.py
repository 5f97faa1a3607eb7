"""Derived checkpoints, kept in a cache under what they are made from."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reference.errors import CheckpointError

if TYPE_CHECKING:  # what is cached already is found without torch, which takes seconds to import
    from reference.checkpoint_files import State

CACHE_NAME = "ann-u08-autograder"


def cache_directory() -> Path:
    """Return where derived checkpoints are kept: ``$XDG_CACHE_HOME``, or ``~/.cache`` (XDG Base Directory)."""
    configured = Path(os.environ.get("XDG_CACHE_HOME", ""))
    base = configured if configured.is_absolute() else Path.home() / ".cache"
    return base / CACHE_NAME


def place_for(recipe: str, source: Path, suffix: str = ".pth") -> Path:
    """Return where the cache keeps what is made from ``source``.

    Args:
        recipe: Names what is made; change it when the same source shall give something else.
        source: File whose content, not whose name, decides whether the cached file fits.
        suffix: Of the cached file.

    Raises:
        CheckpointError: ``source`` cannot be read.
    """
    try:
        with source.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        found = "no such file" if isinstance(error, FileNotFoundError) else str(error)
        raise CheckpointError(f"{source}: expected a checkpoint of ResNet50, found {found}.") from error
    return cache_directory() / f"resnet50-{recipe}-{digest[:20]}{suffix}"


def cached(recipe: str, source: Path, build: Callable[[], State]) -> Path:
    """Return the file with the state dict that ``build`` makes from ``source``, built only where the cache lacks it.

    Raises:
        CheckpointError: As `place_for` and `write_atomically`.
    """
    path = place_for(recipe, source)
    if not path.exists():
        import torch

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
            f"{path}: expected to write up to about 100 MB, found: {error}. "
            "Make room there, or set XDG_CACHE_HOME to another folder."
        ) from error
    finally:
        part.unlink(missing_ok=True)
