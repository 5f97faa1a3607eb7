"""Command line: ``python -m reference LAYER`` draws the filters of a layer into a PNG file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import torch
import typer
from PIL import Image
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from reference.acceleration import FilterObjective, accelerate, require_support
from reference.allocator import keep_freed_memory
from reference.ascent import STEPS
from reference.errors import ReferenceImplementationError, UnsupportedError
from reference.gallery import draw_gallery
from reference.networks import load_backbone
from reference.prepacked import prepack
from reference.weights import choose_checkpoint

app = typer.Typer(add_completion=False)

_COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    TaskProgressColumn(),
    TimeElapsedColumn(),
    TimeRemainingColumn(),
)


class Dtype(StrEnum):
    """What the network computes in."""

    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"

    @property
    def torch(self) -> torch.dtype:
        """The same as torch's object."""
        return {"float32": torch.float32, "bfloat16": torch.bfloat16}[self.value]


@app.command()
def gallery(
    layer: Annotated[str, typer.Argument(help="A name from named_modules(), such as layer2 or layer3.5.conv2.")],
    filters: Annotated[int, typer.Option(min=1, help="Draw the first N filters.", metavar="N")] = 64,
    output: Annotated[Path, typer.Option("--output", "-o", help="PNG file to write.")] = Path("filters.png"),
    checkpoint: Annotated[Path | None, typer.Option(help="State dict of a ResNet50 to use.")] = None,
    size: Annotated[int, typer.Option(min=32, help="Height and width of each picture in pixels.")] = 224,
    seed: Annotated[int, typer.Option(min=0, help="Decides the random start pictures.")] = 2,
    batch: Annotated[int | None, typer.Option(min=1, help="Filters at once; default: what fits in memory.")] = None,
    dtype: Annotated[
        Dtype, typer.Option(help="bfloat16 is about twice as fast where the processor has it, and less exact.")
    ] = Dtype.FLOAT32,
) -> None:
    """Draw the filters of a layer of ResNet50 by activation maximisation, as one picture."""
    console = Console(stderr=True)
    keep_freed_memory()
    try:
        objective = _prepare(console, layer, checkpoint, dtype.torch)
        with Progress(*_COLUMNS, console=console) as progress:
            task = progress.add_task(f"{filters} filters of {layer}", total=filters * STEPS)
            result = draw_gallery(
                objective,
                range(filters),
                size=size,
                seed=seed,
                batch=batch,
                on_progress=lambda count: progress.advance(task, count),
            )
        Image.fromarray(result.picture).save(output, format="PNG", optimize=True)
    except (ReferenceImplementationError, OSError) as error:
        _say(console, f"Error: {error}")
        raise typer.Exit(2) from error
    _say(console, f"Dead filters (drawn as crosses; nothing raises them): {', '.join(map(str, result.dead)) or 'none'}")
    _say(console, f"Written: {output}")


def _prepare(console: Console, layer: str, checkpoint: Path | None, dtype: torch.dtype) -> FilterObjective:
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    require_support(dtype, device)
    chosen = choose_checkpoint(checkpoint)
    _say(console, f"Checkpoint ({chosen.source}): {chosen.description}")
    objective = accelerate(load_backbone(chosen).to(device), layer, dtype)
    try:
        prepacked = prepack(objective)
    except UnsupportedError as reason:
        _say(console, f"Engine: torch's public operators. {reason}")
        return objective
    _say(console, "Engine: prepacked oneDNN convolutions")
    return prepacked


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    app(prog_name="python -m reference")
