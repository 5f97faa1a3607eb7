"""The embedded demo checkpoint, completed in a private cache: the tests read and write nothing of the user's."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

from reference.networks import load_backbone
from reference.weights import Checkpoint, choose_checkpoint


def _make_private(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    patch.setenv("TORCH_HOME", str(folder / "torch"))


@pytest.fixture(scope="session")
def private_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder that holds the cache and an empty torch hub."""
    return tmp_path_factory.mktemp("private")


@pytest.fixture(autouse=True)
def private_caches(private_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point every test to the private folders."""
    _make_private(monkeypatch, private_folder)


@pytest.fixture(scope="session")
def checkpoint(private_folder: Path) -> Checkpoint:
    """Choose the checkpoint as on a machine that has none."""
    with pytest.MonkeyPatch.context() as patch:
        _make_private(patch, private_folder)
        return choose_checkpoint(None)


@pytest.fixture(scope="session")
def backbone(checkpoint: Checkpoint) -> nn.Module:
    """Load the backbone once; tests must leave it as it is."""
    return load_backbone(checkpoint)


@pytest.fixture
def noise() -> torch.Tensor:
    """Draw two pictures of an odd and an even side: (2, 3, 65, 64)."""
    return torch.randn(2, 3, 65, 64, generator=torch.Generator().manual_seed(0))
