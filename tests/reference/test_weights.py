"""Which checkpoint is chosen, what its two versions hold, and that torchvision itself finds them."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torch import nn
from torchvision import models

from reference import demo
from reference.cache import cache_directory
from reference.checkpoint_files import State, mirrored, read_state
from reference.errors import CheckpointError
from reference.extractor import extract
from reference.networks import load_backbone, load_full
from reference.weights import EMBEDDED, FILE_NAMES, Checkpoint, choose_checkpoint, hub_directory, prepare_hub


def states_equal(one: State, other: State) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def put_in_hub(monkeypatch: pytest.MonkeyPatch, home: Path, **files: Path) -> None:
    monkeypatch.setenv("TORCH_HOME", str(home))
    folder = home / "hub" / "checkpoints"
    folder.mkdir(parents=True)
    for version, file in files.items():
        shutil.copyfile(file, folder / FILE_NAMES[version])  # type: ignore[index]


def test_file_names_are_those_of_torchvision() -> None:
    for version, name in FILE_NAMES.items():
        assert models.ResNet50_Weights[f"IMAGENET1K_{version}"].url.rpartition("/")[2] == name


@pytest.mark.parametrize("variables", [{}, {"TORCH_HOME": "~/torch"}, {"XDG_CACHE_HOME": "/somewhere"}])
def test_hub_is_looked_for_where_torch_has_it(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    for name in ("TORCH_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert str(hub_directory()) == torch.hub.get_dir()


def test_choose_checkpoint_that_is_known_needs_no_torch(checkpoint: Checkpoint, tmp_path: Path) -> None:
    put = tmp_path / "hub" / "checkpoints"
    put.mkdir(parents=True)
    shutil.copyfile(checkpoint.v2, put / FILE_NAMES["V2"])
    code = "import sys; from reference.weights import choose_checkpoint as c; c(); print('torch' in sys.modules)"
    environment = {**os.environ, "TORCH_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_choose_checkpoint_without_any_file_completes_the_demo(checkpoint: Checkpoint) -> None:
    assert checkpoint.source == "embedded demo"
    assert "layer3 to fc random" in checkpoint.description
    trained = read_state(EMBEDDED, demo.TRAINED)
    completed = read_state(checkpoint.v2)
    assert all(torch.equal(completed[name], tensor) for name, tensor in trained.items())


def test_choose_checkpoint_twice_builds_the_demo_once(checkpoint: Checkpoint) -> None:
    before = checkpoint.v2.stat().st_mtime_ns
    assert choose_checkpoint(None) == checkpoint
    assert checkpoint.v2.stat().st_mtime_ns == before
    assert checkpoint.v2.parent == cache_directory()


def test_complete_twice_gives_the_same_tensors(checkpoint: Checkpoint) -> None:
    assert states_equal(demo.complete(), read_state(checkpoint.v2))


def test_demo_batchnorm_statistics_fit_unseen_pictures(backbone: nn.Module) -> None:
    images = demo.procedural_pictures(8, 128, torch.Generator().manual_seed(123))
    ratios = []

    def note(module: nn.Module, inputs: tuple[torch.Tensor, ...], _output: torch.Tensor) -> None:
        assert isinstance(module.running_var, torch.Tensor)
        ratios.append((inputs[0].var(dim=(0, 2, 3)) / module.running_var).median().item())

    norms = [m for stage in ("layer3", "layer4") for m in backbone.get_submodule(stage).modules()]
    hooks = [norm.register_forward_hook(note) for norm in norms if isinstance(norm, nn.BatchNorm2d)]
    with torch.no_grad():
        backbone(images)
    for hook in hooks:
        hook.remove()
    assert len(ratios) == 29
    assert all(0.3 < ratio < 3 for ratio in ratios)


def test_choose_checkpoint_with_both_hub_files_takes_them_as_they_are(
    checkpoint: Checkpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_hub(monkeypatch, tmp_path, V1=checkpoint.v1, V2=checkpoint.v2)
    chosen = choose_checkpoint(None)
    assert chosen.source == "torch hub cache"
    assert chosen.v1 == tmp_path / "hub" / "checkpoints" / FILE_NAMES["V1"]
    assert chosen.v2 == tmp_path / "hub" / "checkpoints" / FILE_NAMES["V2"]


def test_choose_checkpoint_with_one_hub_file_mirrors_it(
    checkpoint: Checkpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_hub(monkeypatch, tmp_path, V1=checkpoint.v1)
    chosen = choose_checkpoint(None)
    assert chosen.v1.parent == tmp_path / "hub" / "checkpoints"
    assert "V2: derived from it by mirroring" in chosen.description
    # The demo's V1 is its V2 in the mirror, so that the mirror of V1 is V2 again.
    assert states_equal(read_state(chosen.v2), read_state(checkpoint.v2))


def test_choose_checkpoint_with_a_damaged_hub_file_takes_no_other(
    checkpoint: Checkpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_hub(monkeypatch, tmp_path, V2=checkpoint.v2)
    (tmp_path / "hub" / "checkpoints" / FILE_NAMES["V1"]).write_bytes(b"half a download")
    with pytest.raises(CheckpointError, match=FILE_NAMES["V1"]):
        choose_checkpoint(None)


def test_choose_checkpoint_with_a_path_prefers_it_to_the_hub(
    checkpoint: Checkpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_hub(monkeypatch, tmp_path, V2=checkpoint.v1)
    chosen = choose_checkpoint(checkpoint.v2)
    assert (chosen.source, chosen.v2) == ("named", checkpoint.v2)
    assert states_equal(read_state(chosen.v1), mirrored(read_state(checkpoint.v2)))


def test_choose_checkpoint_with_a_path_named_as_v1_takes_it_for_v1(checkpoint: Checkpoint, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAMES["V1"]
    shutil.copyfile(checkpoint.v1, path)
    assert choose_checkpoint(path).v1 == path


def test_choose_checkpoint_with_a_missing_path_says_so(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="no such file"):
        choose_checkpoint(tmp_path / "absent.pth")


def test_choose_checkpoint_without_a_writable_cache_names_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(CheckpointError, match="XDG_CACHE_HOME"):
        choose_checkpoint(None)


def test_cache_directory_with_a_relative_variable_ignores_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "somewhere")
    assert cache_directory().parent == Path.home() / ".cache"


def damaged(state: State, damage: str) -> object:
    if damage == "missing":
        del state["layer3.0.conv1.weight"]
    elif damage == "surplus":
        state["head.weight"] = torch.zeros(3)
    elif damage == "shape":
        state["fc.bias"] = torch.zeros(10)
    elif damage == "nan":
        state["bn1.bias"] = torch.full((64,), torch.nan)
    elif damage == "integers":
        state["bn1.bias"] = torch.zeros(64, dtype=torch.int64)
    elif damage == "list":
        return [1, 2]
    return state


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("missing", r"1 are missing \(layer3\.0\.conv1\.weight\)"),
        ("surplus", r"1 do not belong there \(head\.weight\)"),
        ("shape", r"fc\.bias has the shape \(10,\), expected \(1000,\)"),
        ("nan", r"bn1\.bias .* finite"),
        ("integers", r"bn1\.bias .*int64"),
        ("list", "found list"),
    ],
)
def test_read_state_with_other_content_says_what_is_wrong(
    checkpoint: Checkpoint, tmp_path: Path, damage: str, message: str
) -> None:
    path = tmp_path / "other.pth"
    torch.save(damaged(read_state(checkpoint.v2), damage), path)
    with pytest.raises(CheckpointError, match=message):
        read_state(path)


@pytest.mark.parametrize("keep", [0, 1000, 3_000_000])
def test_read_state_of_a_truncated_file_asks_for_a_new_copy(checkpoint: Checkpoint, tmp_path: Path, keep: int) -> None:
    path = tmp_path / "truncated.pth"
    path.write_bytes(checkpoint.v2.read_bytes()[:keep])
    with pytest.raises(CheckpointError, match="Fetch or copy it again"):
        read_state(path)


class Hostile:
    """Creates a file where it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.trace),)


def test_read_state_of_a_hostile_pickle_runs_none_of_it(tmp_path: Path) -> None:
    path, trace = tmp_path / "hostile.pth", tmp_path / "trace"
    torch.save({"conv1.weight": Hostile(trace)}, path)
    with pytest.raises(CheckpointError):
        read_state(path)
    path.write_bytes(pickle.dumps(Hostile(trace), protocol=2))
    with pytest.raises(CheckpointError):
        read_state(path)
    assert not trace.exists()


def test_read_state_without_batch_counters_is_complete(checkpoint: Checkpoint, tmp_path: Path) -> None:
    path = tmp_path / "old.pth"
    state = read_state(checkpoint.v2)
    torch.save({name: tensor for name, tensor in state.items() if not name.endswith("num_batches_tracked")}, path)
    assert load_full(choose_checkpoint(path)).get_submodule("bn1").training is False


@pytest.mark.parametrize("layer", ["layer1", "layer4"])
def test_mirrored_network_answers_a_mirrored_picture_with_mirrored_maps(checkpoint: Checkpoint, layer: str) -> None:
    image = torch.randn(1, 3, 65, 65, generator=torch.Generator().manual_seed(1))  # odd at every stride: no shift
    with torch.no_grad():
        plain = extract(load_backbone(checkpoint, "V2"), layer, image)
        mirror = extract(load_backbone(checkpoint, "V1"), layer, image.flip(3))
    torch.testing.assert_close(mirror.flip(3), plain, rtol=1e-3, atol=1e-4)


def test_versions_answer_a_random_picture_differently(checkpoint: Checkpoint, noise: torch.Tensor) -> None:
    with torch.no_grad():
        first, second = (load_backbone(checkpoint, version)(noise) for version in ("V1", "V2"))
    assert (first - second).norm() > 0.05 * second.norm()


def test_load_backbone_is_ready_for_feature_extraction(checkpoint: Checkpoint, noise: torch.Tensor) -> None:
    torch.manual_seed(1)
    expected_random = torch.rand(1)
    torch.manual_seed(1)
    backbone = load_backbone(checkpoint)
    assert torch.equal(torch.rand(1), expected_random)  # loading draws nothing from the global generator
    assert not any(module.training for module in backbone.modules())
    assert all(parameter.dtype == torch.float32 and not parameter.requires_grad for parameter in backbone.parameters())
    full = load_full(checkpoint)
    full_features = full.avgpool(extract(full, "layer4", noise)).flatten(1)  # type: ignore[operator]
    torch.testing.assert_close(backbone(noise), full_features)
    torch.testing.assert_close(full(noise), full.fc(full_features))  # type: ignore[operator]


STUDENT = """
import sys, torch
from torchvision import models
for version in ("V1", "V2"):
    model = models.resnet50(weights=getattr(models.ResNet50_Weights, "IMAGENET1K_" + version))
    torch.save(model.state_dict(), sys.argv[1] + "/" + version)
assert torch.equal(models.resnet50(weights="DEFAULT").conv1.weight, model.conv1.weight)
"""


def test_prepare_hub_lets_torchvision_load_both_versions_offline(checkpoint: Checkpoint, tmp_path: Path) -> None:
    home = prepare_hub(checkpoint, tmp_path / "home")
    nowhere = "http://127.0.0.1:9"
    environment = {**os.environ, "TORCH_HOME": str(home), "https_proxy": nowhere, "OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-c", STUDENT, str(tmp_path)], env=environment, check=True, timeout=120)
    for version in FILE_NAMES:
        loaded = torch.load(tmp_path / version, weights_only=True)
        assert states_equal(dict(loaded), dict(load_full(checkpoint, version).state_dict()))


def test_prepare_hub_makes_copies_and_can_be_repeated(checkpoint: Checkpoint, tmp_path: Path) -> None:
    before = checkpoint.v2.read_bytes()
    copy = prepare_hub(checkpoint, tmp_path) / "hub" / "checkpoints" / FILE_NAMES["V2"]
    copy.write_bytes(b"overwritten by somebody")
    assert checkpoint.v2.read_bytes() == before
    prepare_hub(checkpoint, tmp_path)
    assert copy.read_bytes() == before
    assert sorted(path.name for path in copy.parent.iterdir()) == sorted(FILE_NAMES.values())
