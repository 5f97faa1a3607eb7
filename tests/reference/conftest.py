"""The embedded demo checkpoint, completed in a private cache: the tests read and write nothing of the user's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from torch import nn

from reference.weights import Checkpoint, choose_checkpoint, load_backbone


@pytest.fixture(scope="session", autouse=True)
def private_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Point the cache and the torch hub to empty folders."""
    folder = tmp_path_factory.mktemp("private")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("TORCH_HOME", str(folder / "torch"))
        yield folder


@pytest.fixture(scope="session")
def checkpoint(private_folders: Path) -> Checkpoint:  # noqa: ARG001 - named for the order
    """Choose the checkpoint as on a machine that has none."""
    return choose_checkpoint(None)


@pytest.fixture(scope="session")
def backbone(checkpoint: Checkpoint) -> nn.Module:
    """Load the backbone once; tests must leave it as it is."""
    return load_backbone(checkpoint)


@pytest.fixture
def noise() -> torch.Tensor:
    """Draw two pictures of an odd and an even side: (2, 3, 65, 64)."""
    return torch.randn(2, 3, 65, 64, generator=torch.Generator().manual_seed(0))
