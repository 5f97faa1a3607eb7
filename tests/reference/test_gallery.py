"""Galleries: batches, progress, dead filters, memory, and the command line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn
from typer.testing import CliRunner

from reference.__main__ import app
from reference.acceleration import FilterObjective, accelerate, require_support
from reference.errors import UnsupportedError
from reference.gallery import MARGIN, Plan, bytes_per_picture, cross, draw_gallery, pictures_in_memory
from reference.images import deprocess

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def stem(backbone: nn.Module) -> FilterObjective:
    """Return the objective of a layer that is quick to compute, and smooth but for the pooling."""
    return accelerate(backbone, "conv1")


def test_draw_gallery_is_the_same_in_any_batch_and_reports_every_step(stem: FilterObjective) -> None:
    seen: list[int] = []
    one = draw_gallery(stem, range(5), size=48, seed=2, steps=4, batch=1)
    three = draw_gallery(stem, range(5), size=48, seed=2, steps=4, batch=3, on_progress=seen.append)
    torch.testing.assert_close(three.images, one.images)
    torch.testing.assert_close(three.activations, one.activations)
    assert seen == [3, 3, 3, 3, 2, 2, 2, 2]


def test_draw_gallery_shows_each_filter_in_its_place(stem: FilterObjective) -> None:
    gallery = draw_gallery(stem, [5, 1, 8], size=40, seed=2, steps=2, columns=2, crop=4)
    assert gallery.picture.shape == (2 * 32 + MARGIN, 2 * 32 + MARGIN, 3)
    assert np.array_equal(gallery.picture[:32, 32 + MARGIN :], deprocess(gallery.images[1], crop=4))
    alone = draw_gallery(stem, [8], size=40, seed=2, steps=2, crop=4)
    difference = gallery.picture[32 + MARGIN :, :32].astype(int) - alone.picture
    assert abs(difference).max() <= 1


def test_draw_gallery_marks_dead_filters() -> None:
    network = nn.Sequential(nn.Conv2d(3, 3, 1), nn.ReLU())
    with torch.no_grad():
        network[0].bias.copy_(torch.tensor([9.0, -9.0, 9.0]))  # type: ignore[operator]
    gallery = draw_gallery(accelerate(network, "1"), range(3), size=40, seed=2, steps=2, columns=3)
    assert gallery.dead == (1,)
    assert np.array_equal(gallery.picture[:, 40 + MARGIN : 80 + MARGIN], cross(40))
    assert not np.array_equal(gallery.picture[:, :40], cross(40))


def test_bytes_per_picture_counts_what_the_gradient_needs() -> None:
    network = nn.Sequential(nn.Conv2d(3, 7, 3, padding=1), nn.Sigmoid(), nn.Conv2d(7, 5, 1), nn.Sigmoid())
    needed = bytes_per_picture(accelerate(network, "3"), 4, 32)
    sigmoids = (7 + 5) * 32 * 32 * 4  # both results; the last convolution needs its input only for its own gradient
    assert sigmoids <= needed < 2 * sigmoids


@pytest.mark.parametrize(("picture", "memory", "expected"), [(100, 1000, 10), (300, 1000, 3), (5000, 1000, 1)])
def test_pictures_in_memory_fit_the_budget(picture: int, memory: int, expected: int) -> None:
    assert pictures_in_memory(picture, CPU, memory) == expected


@pytest.mark.parametrize(
    ("filters", "fitting", "device", "threads", "expected"),
    [
        (64, 20, "cpu", 2, Plan(2, 4)),
        (64, 3, "cpu", 2, Plan(2, 1)),  # never more at once than fit
        (64, 20, "cpu", 64, Plan(20, 1)),
        (5, 20, "cpu", 2, Plan(2, 3)),
        (1, 20, "cpu", 2, Plan(1, 1)),
        (64, 20, "cuda", 2, Plan(1, 20)),
        (64, 900, "cuda", 2, Plan(1, 64)),
    ],
)
def test_plan_shares_filters_among_the_threads(
    filters: int, fitting: int, device: str, threads: int, expected: Plan
) -> None:
    assert Plan.of(filters, fitting, torch.device(device), threads) == expected


def test_draw_gallery_in_several_threads_draws_the_same(stem: FilterObjective, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = draw_gallery(stem, range(7), size=48, seed=2, steps=4, batch=7)
    seen: list[int] = []
    monkeypatch.setattr(Plan, "of", lambda *_: Plan(3, 2))
    shared = draw_gallery(stem, range(7), size=48, seed=2, steps=4, on_progress=seen.append)
    torch.testing.assert_close(shared.images, alone.images)
    assert shared.dead == alone.dead
    assert sum(seen) == 4 * 7


def test_require_support_without_bfloat16_instructions_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx2": True, "avx512_bf16": False}, raising=False)
    require_support(torch.float32, CPU)
    with pytest.raises(UnsupportedError, match="float32"):
        require_support(torch.bfloat16, CPU)
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx512_bf16": True}, raising=False)
    require_support(torch.bfloat16, CPU)


def test_command_writes_a_picture_and_says_what_it_used(tmp_path: Path) -> None:
    output = tmp_path / "filters.png"
    arguments = ["layer1", "--filters", "4", "--size", "48", "--seed", "2", "--batch", "3", "-o", str(output)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert "Checkpoint (embedded demo)" in result.output
    assert "Dead filters" in result.output
    assert "Engine: " in result.output
    assert "4 filters of layer1" in result.output
    with Image.open(output) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGB", (2 * 48 + MARGIN, 2 * 48 + MARGIN))


def test_command_without_onednn_says_so_and_draws(tmp_path: Path) -> None:
    output = tmp_path / "filters.png"
    with torch.backends.mkldnn.flags(enabled=False):
        result = CliRunner().invoke(app, ["layer1", "--filters", "1", "--size", "48", "-o", str(output)])
    assert result.exit_code == 0, result.output
    assert "this torch works without oneDNN" in result.output
    assert output.is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["layr1"], "Near names: layer1"),
        (["conv1", "--filters", "65", "--size", "48"], "filters 0 to 63, not 64"),
        (["layer4", "--size", "96"], "larger picture"),
        (["layer1", "--checkpoint", "absent.pth"], "no such file"),
        (["conv1", "--filters", "1", "--size", "32", "-o", "absent/filters.png"], "absent/filters.png"),
    ],
)
def test_command_with_wrong_arguments_explains_and_exits_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())
    assert list(tmp_path.iterdir()) == []
