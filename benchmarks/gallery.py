"""A gallery of filters, against the usual notebook code, and against what the processor can do at best."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from benchmarks.table import Row
from reference.acceleration import accelerate
from reference.ascent import STEPS, random_start
from reference.gallery import draw_gallery
from reference.weights import choose_checkpoint, load_backbone

SIZE, FILTERS, SEED = 224, 64, 0
GFLOP = {"layer1": 3.14, "layer3": 13.1}  # per picture and step: forward, and the gradient for the picture


def measure(layers: tuple[str, ...] = ("layer1", "layer3"), plain_filters: int = 4) -> list[Row]:
    """Return seconds for a gallery of 64 filters; the plain loop is measured on a few of them and scaled up."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    backbone = load_backbone(choose_checkpoint()).to(device)
    dtypes = [torch.float32, *([torch.bfloat16] if _has_bfloat16(device) else [])]
    rows = []
    for dtype in dtypes:
        rows.append(Row(f"ceiling: a 3×3 convolution, {_name(dtype)}", _ceiling(device, dtype), "GFLOP/s"))
    ceilings = {dtype: row.value for dtype, row in zip(dtypes, rows, strict=True)}
    for layer in layers:
        usual = partial(_plain, backbone, layer, range(plain_filters), device)
        plain = _seconds(usual, device) * FILTERS / plain_filters
        rows.append(Row(f"{layer}, usual code, one filter at a time", plain, "s"))
        for dtype in dtypes:
            objective = accelerate(backbone, layer, dtype).to(device)
            drawn = partial(draw_gallery, objective, range(FILTERS), size=SIZE, seed=SEED)
            seconds = _seconds(drawn, device)
            share = GFLOP[layer] * STEPS * FILTERS / seconds / ceilings[dtype]
            rows.append(
                Row(f"{layer}, reference, {_name(dtype)} ({share:.0%} of the ceiling)", seconds, "s", plain / seconds)
            )
    return rows


def _plain(backbone: nn.Module, layer: str, filters: range, device: torch.device) -> None:
    """Draw filters as a course's notebook does: hook, whole forward pass, backward pass to every parameter's inputs."""
    kept: list[Tensor] = []
    hook = backbone.get_submodule(layer).register_forward_hook(lambda _module, _inputs, output: kept.append(output))
    for index in filters:
        image = random_start([index], SIZE, SIZE, SEED).to(device).requires_grad_(True)
        for _ in range(STEPS):
            kept.clear()
            backbone(image)
            loss = kept[0][:, index, 2:-2, 2:-2].mean()
            (gradient,) = torch.autograd.grad(loss, image)
            image = (image + 10.0 * F.normalize(gradient.flatten(), dim=0).view_as(image)).detach().requires_grad_(True)
    hook.remove()


def _seconds(work: Callable[[], object], device: torch.device, times: int = 3) -> float:
    """Return the median of several runs, after one that does not count."""
    seconds = []
    for run in range(times + 1):
        started = time.monotonic()
        work()
        if device.type == "cuda":
            torch.cuda.synchronize()
        if run:
            seconds.append(time.monotonic() - started)
    return statistics.median(seconds)


def _ceiling(device: torch.device, dtype: torch.dtype) -> float:
    """Return the GFLOP/s of a convolution as in layer2, without anything around it."""
    layer = nn.Conv2d(128, 128, 3, padding=1, bias=False).to(device, dtype).to(memory_format=torch.channels_last)
    images = torch.randn(8, 128, 28, 28, device=device, dtype=dtype).to(memory_format=torch.channels_last)
    repeats = 30

    def work() -> None:
        with torch.no_grad():
            for _ in range(repeats):
                layer(images)

    flop = 2 * 8 * 128 * 128 * 9 * 28 * 28 * repeats
    return flop / _seconds(work, device, times=7) / 1e9


def _has_bfloat16(device: torch.device) -> bool:
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    return any(present is True and "bf16" in name for name, present in torch.cpu.get_capabilities().items())


def _name(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")
