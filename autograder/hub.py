"""The private TORCH_HOME that students' kernels see, and the settings that follow from it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from autograder.sandbox.limits import Limits
from autograder.settings import Settings
from reference.cache import cache_directory
from reference.weights import FILE_NAMES, Checkpoint, choose_checkpoint, prepare_hub


def hub_for(checkpoint: Checkpoint) -> Path:
    """Return a folder in the layout of TORCH_HOME with the checkpoint under torchvision's names; made once."""
    key = hashlib.sha256(f"{checkpoint.v1}|{checkpoint.v2}".encode())
    for path in (checkpoint.v1, checkpoint.v2):
        facts = path.stat()
        key.update(f"{facts.st_size}|{facts.st_mtime_ns}".encode())
    folder = cache_directory() / f"hub-{key.hexdigest()[:16]}"
    ready = all((folder / "hub" / "checkpoints" / name).is_file() for name in FILE_NAMES.values())
    return folder if ready else prepare_hub(checkpoint, folder)


def default_settings(
    checkpoint: Path | None = None,
    *,
    seed: int = 0,
    limits: Limits | None = None,
    sandboxed: bool = True,
    warm: bool = True,
) -> Settings:
    """Return the settings for a checkpoint, chosen as `reference.weights.choose_checkpoint` says.

    Raises:
        reference.errors.CheckpointError: If the checkpoint is missing or damaged.
    """
    chosen = choose_checkpoint(checkpoint)
    return Settings(chosen, hub_for(chosen), seed, limits or Limits(), sandboxed, warm)
