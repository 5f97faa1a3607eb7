"""Which pretrained ResNet50 is used, and how torchvision finds it without a network.

The choice is a value that is printed and recorded. The two versions that torchvision knows, V1 and V2, always hold
different tensors, so that a check can tell which of them a student loaded.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reference.cache import cached, place_for, write_atomically

if TYPE_CHECKING:
    from reference.checkpoint_files import State

Version = Literal["V1", "V2"]

# torchvision.models.ResNet50_Weights.*.url ends in these names; torch.hub looks for them in hub/checkpoints.
FILE_NAMES: dict[Version, str] = {"V1": "resnet50-0676ba61.pth", "V2": "resnet50-11ad3fa6.pth"}
EMBEDDED = Path(__file__).parent / "data" / "resnet50-procedural-layer2.pth"
DEMO_RECIPE, MIRROR_RECIPE, VALID_RECIPE = "demo-1", "mirrored-1", "valid-1"


@dataclass(frozen=True)
class Checkpoint:
    """The network that everything is judged by.

    Attributes:
        source: ``named`` (by the operator), ``torch hub cache`` or ``embedded demo``.
        description: One sentence for reports: where the tensors come from, and which version is derived.
        v1: State dict that ``ResNet50_Weights.IMAGENET1K_V1`` stands for.
        v2: State dict that ``ResNet50_Weights.IMAGENET1K_V2`` stands for.
    """

    source: str
    description: str
    v1: Path
    v2: Path

    def path(self, version: Version) -> Path:
        """Return the file of one version."""
        return self.v1 if version == "V1" else self.v2


def choose_checkpoint(path: Path | None = None) -> Checkpoint:
    """Choose the checkpoint: the named one, else torchvision's own from the torch hub cache, else the embedded demo.

    A file that is there and damaged is an error, never a reason to take the next one.

    Args:
        path: State dict of a ResNet50. It stands for V2, unless it bears torchvision's file name of V1.

    Raises:
        CheckpointError: The file to be used is missing, damaged, or no checkpoint of ResNet50.
    """
    if path is not None:
        version: Version = "V1" if path.name == FILE_NAMES["V1"] else "V2"
        return _checkpoint("named", f"the checkpoint {path}", {version: path})
    hub = hub_directory() / "checkpoints"
    found = {version: hub / name for version, name in FILE_NAMES.items() if (hub / name).exists()}
    if found:
        return _checkpoint("torch hub cache", f"torchvision's ImageNet weights in {hub}", found)
    completed = cached(DEMO_RECIPE, EMBEDDED, _completed)
    about = "the embedded demo checkpoint (stem to layer2 trained on procedural textures, layer3 to fc random)"
    return _checkpoint("embedded demo", about, {"V2": completed})


def hub_directory() -> Path:
    """Return what ``torch.hub.get_dir()`` does, without torch."""
    cache = os.environ.get("XDG_CACHE_HOME", "~/.cache")
    return Path(os.environ.get("TORCH_HOME", f"{cache}/torch")).expanduser() / "hub"


def _checkpoint(source: str, about: str, files: dict[Version, Path]) -> Checkpoint:
    """Derive the version that is missing by mirroring the other, which is validated then; or validate both."""
    files = {version: file.resolve() for version, file in files.items()}
    if len(files) == 2:
        for file in files.values():
            _validate(file)
        return Checkpoint(source, f"V1 and V2: {about}.", files["V1"], files["V2"])
    (given, file), *_ = files.items()
    derived: Version = "V2" if given == "V1" else "V1"
    files[derived] = cached(MIRROR_RECIPE, file, partial(_mirrored, file))
    description = f"{given}: {about}; {derived}: derived from it by mirroring every convolution kernel left to right."
    return Checkpoint(source, description, files["V1"], files["V2"])


def _validate(file: Path) -> None:
    """Require a checkpoint of ResNet50; the same content is read once only."""
    note = place_for(VALID_RECIPE, file, ".txt")
    if not note.exists():
        from reference.checkpoint_files import read_state

        read_state(file)
        write_atomically(note, lambda part: part.write_text(f"A valid checkpoint of ResNet50: {file}\n", "utf-8"))


def _completed() -> State:
    from reference import demo

    return demo.complete()


def _mirrored(file: Path) -> State:
    from reference.checkpoint_files import mirrored, read_state

    return mirrored(read_state(file))


def prepare_hub(checkpoint: Checkpoint, directory: Path) -> Path:
    """Fill a private ``TORCH_HOME`` in which ``torchvision.models.resnet50(weights=...)`` finds both versions.

    The files are copies: whoever could write there would still not reach the originals.

    Args:
        checkpoint: What the versions stand for.
        directory: Folder to fill; created if needed, files of the same names are replaced.

    Returns:
        ``directory``, absolute: the value for the environment variable ``TORCH_HOME``.

    Raises:
        CheckpointError: The folder cannot be written.
    """
    directory = directory.resolve()
    for version, name in FILE_NAMES.items():
        source = checkpoint.path(version)
        write_atomically(directory / "hub" / "checkpoints" / name, partial(shutil.copyfile, source))
    return directory
