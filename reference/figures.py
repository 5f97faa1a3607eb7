"""The notebook's figures: ResNet50's stages with their output shapes, and what filters of three stages look like.

``python -m reference.figures OUTPUT_DIR [--checkpoint P]`` writes ``resnet50_stages.png`` and ``filters.png``. The
labels are German, as in the notebook.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Polygon
from matplotlib.transforms import Affine2D
from PIL import Image
from torchvision import models

from reference.acceleration import FilterObjective, accelerate
from reference.ascent import STEPS
from reference.extractor import extract
from reference.gallery import draw_gallery
from reference.images import Picture, deprocess
from reference.networks import load_backbone
from reference.weights import choose_checkpoint

IMAGE_SIZE = 224
WIDTH_IN, DPI = 7.0, 200  # 1400 pixels
INK, QUIET = "#1d2733", "#5b6875"
BLUES = ("#d3e4f3", "#a9cce6", "#74add6", "#4088be", "#1f6199")
ORANGE, WHITE = "#f0b26b", "#ffffff"
SLANT = (0.3, 0.24)  # how far the depth of a cuboid goes right and up, per unit of height
MIDDLE = 7.4  # height at which all cuboids are centred
LAYERS = ("layer1", "layer2", "layer3")
PER_LAYER, CANDIDATES = 8, 12  # the first of the candidates that are not dead are shown
TILE, CROP, ZOOM, GAP = 84, 22, 2, 8  # pixels; 8 tiles and 7 gaps give 1400
DRAWN = TILE + 2 * CROP
NETWORKS = {
    "torch hub cache": "mit den ImageNet-Gewichten von torchvision",
    "embedded demo": "als Stellvertreter, bis layer2 trainiert auf künstlich erzeugten Texturen, layer3 zufällig",
    "named": "als Stellvertreter, trainiert auf künstlich erzeugten Texturen statt auf ImageNet",
}


@dataclass(frozen=True)
class Stage:
    """One cuboid of the first figure: a module of ResNet50, and how it is presented."""

    module: str
    title: str
    detail: str
    colour: str


STAGES = (
    Stage("maxpool", "Stem", "conv1 7×7\n+ maxpool", BLUES[0]),
    Stage("layer1", "layer1", "3 Blöcke", BLUES[1]),
    Stage("layer2", "layer2", "4 Blöcke", BLUES[2]),
    Stage("layer3", "layer3", "6 Blöcke", BLUES[3]),
    Stage("layer4", "layer4", "3 Blöcke", BLUES[4]),
    Stage("avgpool", "avgpool", "Mittelwert\nje Kanal", ORANGE),
    Stage("fc", "fc", "dichte Schicht", WHITE),
)


def stage_shapes(size: int = IMAGE_SIZE) -> dict[str, tuple[int, ...]]:
    """Return the output shape of every stage for one square picture, without the batch; nothing is computed."""
    with torch.device("meta"):
        backbone, image = models.resnet50().eval(), torch.empty(1, 3, size, size)
    return {stage.module: tuple(extract(backbone, stage.module, image).shape[1:]) for stage in STAGES}


def draw_stages() -> Figure:
    """Draw the stages of ResNet50 as cuboids: height for the size of the maps, width for the number of channels."""
    figure = Figure(figsize=(WIDTH_IN, 2.95), dpi=DPI, facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 70), ylim=(-9.8, 19.7), aspect="equal")
    axes.axis("off")
    shapes = stage_shapes()
    centres = (4.6, *np.linspace(13.8, 65.4, len(STAGES)))
    _cuboid(axes, centres[0], 0.5, _height(IMAGE_SIZE), "#e4e7ea", landscape(IMAGE_SIZE))
    _caption(axes, centres[0], "Eingabebild", "3 Farbkanäle", (3, IMAGE_SIZE, IMAGE_SIZE))
    for stage, centre in zip(STAGES, centres[1:], strict=True):
        shape = shapes[stage.module]
        maps = shape[-1] if len(shape) == 3 else 1
        _cuboid(axes, centre, 0.72 * (np.log2(shape[0]) - 4.5), _height(maps), stage.colour)
        _caption(axes, centre, stage.title, stage.detail, shape)
    for left, right in pairwise(centres):
        middle = (left + right) / 2 + (0.5 if left == centres[0] else 0)
        axes.add_patch(_arrow((middle - 0.9, MIDDLE), (middle + 0.9, MIDDLE), QUIET, 6))
    _bracket(axes, centres[2] - 3.8, centres[5] + 3.8, 14.2, "wählbare Zielschichten (target_layer)")
    axes.text(centres[7], 9.2, "in (a) ersetzt durch\nnn.Identity()", ha="center", va="bottom", size=6.2, color=QUIET)
    legend = "Höhe: Grösse der Karten (H×W)\nBreite: Anzahl Kanäle (C)"
    axes.text(69, 18.9, legend, ha="right", va="top", size=6.2, color=QUIET, linespacing=1.4)
    axes.add_patch(_arrow((16.6, -8.4), (54, -8.4), INK, 8))
    axes.text(16, -8.4, "einfache Muster", ha="right", va="center", size=7.5, color=INK)
    axes.text(54.6, -8.4, "zusammengesetzte Muster", ha="left", va="center", size=7.5, color=INK)
    return figure


def landscape(size: int) -> Picture:
    """Paint a picture to stand for the input, so that nobody's photograph is needed: (size, size, 3)."""
    y, x = np.mgrid[0 : 1 : size * 1j, 0 : 1 : size * 1j]
    picture = np.stack([0.55 + 0.4 * y, 0.75 + 0.15 * y, 0.95 - 0.1 * y], axis=2)  # sky
    picture[(x - 0.7) ** 2 + (y - 0.28) ** 2 < 0.013] = (1.0, 0.85, 0.35)
    hills = ((0.55, 5.0, (0.45, 0.58, 0.62)), (0.68, 8.0, (0.33, 0.52, 0.38)), (0.84, 4.0, (0.2, 0.4, 0.25)))
    for top, wave, colour in hills:
        picture[y > top + 0.07 * np.sin(wave * x + 9 * top)] = colour
    return (picture * 255).astype(np.uint8)


def _height(maps: int) -> float:
    """Shrink with the size of the maps, but slowly, so that 7x7 can still be seen."""
    return 0.78 * float(maps) ** 0.5 if maps > 1 else 0.9


def _cuboid(
    axes: Axes, centre: float, thickness: float, height: float, colour: str, photo: Picture | None = None
) -> None:
    """Draw a cuboid seen from the right and from above, around (centre, MIDDLE); ``photo`` lies on its right side."""
    shift_x, shift_y = SLANT[0] * height, SLANT[1] * height
    left, right = centre - (thickness + shift_x) / 2, centre + (thickness - shift_x) / 2
    bottom = MIDDLE - (height + shift_y) / 2
    top = bottom + height
    faces = (
        ([(left, bottom), (right, bottom), (right, top), (left, top)], 1.0),
        ([(left, top), (right, top), (right + shift_x, top + shift_y), (left + shift_x, top + shift_y)], 1.08),
        ([(right, bottom), (right + shift_x, bottom + shift_y), (right + shift_x, top + shift_y), (right, top)], 0.85),
    )
    for corners, light in faces:
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        face = tuple(min(1.0, light * channel) for channel in (red, green, blue))
        axes.add_patch(Polygon(corners, facecolor=face, edgecolor=INK, linewidth=0.6, joinstyle="round"))
    if photo is not None:
        placed = Affine2D.from_values(shift_x, shift_y, 0, height, right, bottom) + axes.transData
        axes.imshow(photo, extent=(0, 1, 0, 1), transform=placed, aspect="auto", zorder=2)


def _caption(axes: Axes, centre: float, title: str, detail: str, shape: tuple[int, ...]) -> None:
    axes.text(centre, -1.2, title, ha="center", va="top", size=8, weight="bold", color=INK)
    axes.text(centre, -3.3, "×".join(map(str, shape)), ha="center", va="top", size=6.8, color=INK)
    axes.text(centre, -5.0, detail, ha="center", va="top", size=6, color=QUIET, linespacing=1.15)


def _arrow(start: tuple[float, float], end: tuple[float, float], colour: str, head: float) -> FancyArrowPatch:
    return FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=head, color=colour, linewidth=0.8)


def _bracket(axes: Axes, left: float, right: float, y: float, text: str) -> None:
    axes.plot([left, left, right, right], [y - 0.8, y, y, y - 0.8], color=INK, linewidth=0.8)
    axes.text((left + right) / 2, y + 0.5, text, ha="center", va="bottom", size=7.5, color=INK)


def draw_filters(objectives: dict[str, FilterObjective], network: str) -> Figure:
    """Draw one row of filters per layer, pixel by pixel.

    Args:
        objectives: By the names of the layers.
        network: German; completes the sentence "Netz: ResNet50 …".
    """
    band, foot = 56, 64  # pixels for the title of a row and for the caption
    row_height = band + TILE * ZOOM
    width, height = PER_LAYER * TILE * ZOOM + (PER_LAYER - 1) * GAP, len(objectives) * row_height + foot
    figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor="white")
    for row, (layer, objective) in enumerate(objectives.items()):
        top = height - row * row_height - band
        shown, tiles = _living_filters(objective)
        title = f"{layer}:  Filter {', '.join(map(str, shown[:-1]))} und {shown[-1]}"
        figure.text(0, (top + 12) / height, title, size=7.5, weight="bold", color=INK, va="bottom")
        for column, tile in enumerate(tiles):
            zoomed = tile.repeat(ZOOM, axis=0).repeat(ZOOM, axis=1)
            figure.figimage(zoomed, xo=column * (TILE * ZOOM + GAP), yo=top - TILE * ZOOM)
    how = f"Bilder von {DRAWN}×{DRAWN} Pixeln nach {STEPS} Schritten, ohne Rand, zweifach vergrössert."
    figure.text(0, 10 / height, f"Netz: ResNet50 {network}.\n{how}", size=6.2, color=QUIET, va="bottom")
    return figure


def _living_filters(objective: FilterObjective) -> tuple[list[int], list[Picture]]:
    """Draw the first filters that are not dead, cut to the tile's size."""
    gallery = draw_gallery(objective, range(CANDIDATES), size=DRAWN, seed=2)
    shown = [index for index in range(CANDIDATES) if index not in gallery.dead][:PER_LAYER]
    return shown, [deprocess(gallery.images[index], CROP) for index in shown]


def save(figure: Figure, path: Path) -> None:
    """Write a figure as PNG with a palette of 256 colours, a third of the size of full colour."""
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=DPI)
    Image.open(buffer).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, format="PNG", optimize=True)


def main(
    output: Annotated[Path, typer.Argument(help="Folder to write the two figures to.")],
    checkpoint: Annotated[Path | None, typer.Option(help="State dict of a ResNet50 to use.")] = None,
    network: Annotated[str, typer.Option(help="German: completes 'Netz: ResNet50 …' in the caption.")] = "",
) -> None:
    """Draw the notebook's figures."""
    output.mkdir(parents=True, exist_ok=True)
    save(draw_stages(), output / "resnet50_stages.png")
    chosen = choose_checkpoint(checkpoint)
    typer.echo(f"Checkpoint ({chosen.source}): {chosen.description}")
    backbone = load_backbone(chosen)
    objectives = {layer: accelerate(backbone, layer) for layer in LAYERS}
    save(draw_filters(objectives, network or NETWORKS[chosen.source]), output / "filters.png")


if __name__ == "__main__":
    typer.run(main)
