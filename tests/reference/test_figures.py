"""The notebook's figures."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from PIL import Image
from torch import nn

from reference.acceleration import accelerate
from reference.figures import draw_filters, draw_stages, save, stage_shapes

FIGURES = Path(__file__).parents[2] / "source" / "ANN_U08" / "figures"


def test_stage_shapes_are_those_of_the_task_text() -> None:
    assert stage_shapes() == {
        "maxpool": (64, 56, 56),
        "layer1": (256, 56, 56),
        "layer2": (512, 28, 28),
        "layer3": (1024, 14, 14),
        "layer4": (2048, 7, 7),
        "avgpool": (2048, 1, 1),
        "fc": (1000,),
    }


def test_draw_stages_names_every_stage_and_shape(tmp_path: Path) -> None:
    figure = draw_stages()
    texts = {text.get_text() for text in figure.axes[0].texts}
    assert {"Eingabebild", "3×224×224", "layer3", "1024×14×14", "fc"} <= texts
    save(figure, tmp_path / "stages.png")
    with Image.open(tmp_path / "stages.png") as image:
        assert image.width == 1400


def test_draw_stages_keeps_all_text_inside_and_apart() -> None:
    figure = draw_stages()
    figure.canvas.draw()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    width, height = figure.get_size_inches() * figure.dpi
    assert all(box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height for box in boxes)
    assert not any(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i])


def test_draw_filters_shows_eight_filters_that_are_not_dead(tmp_path: Path) -> None:
    network = nn.Sequential(nn.Conv2d(3, 12, 1), nn.ReLU())
    with torch.no_grad():
        network[0].bias.copy_(torch.tensor([9.0, -99.0, *[9.0] * 10]))  # type: ignore[operator]
    figure = draw_filters({"ReLU": accelerate(network, "1")}, "zum Testen")
    texts = [text.get_text() for text in figure.texts]
    assert texts[0] == "ReLU:  Filter 0, 2, 3, 4, 5, 6, 7 und 8"
    assert texts[1].startswith("Netz: ResNet50 zum Testen.")
    assert len(figure.images) == 8
    save(figure, tmp_path / "filters.png")
    with Image.open(tmp_path / "filters.png") as image:
        assert image.width == 1400


@pytest.mark.parametrize("name", ["resnet50_stages.png", "filters.png"])
def test_committed_figures_are_wide_and_small(name: str) -> None:
    path = FIGURES / name
    assert path.stat().st_size < 300_000
    with Image.open(path) as image:
        assert image.width == 1400
