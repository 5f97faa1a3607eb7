"""A gallery of filters, against the usual notebook code, and against what the processor can do at best."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor, nn
from torchvision import models
from torchvision.models.feature_extraction import create_feature_extractor

from benchmarks.table import Row
from reference.acceleration import FilterObjective, accelerate
from reference.allocator import keep_freed_memory
from reference.ascent import LEARNING_RATE, STEPS, random_start
from reference.errors import UnsupportedError
from reference.gallery import draw_gallery
from reference.networks import load_backbone, load_full
from reference.prepacked import PrepackedObjective, prepack
from reference.weights import choose_checkpoint

SIZE, FILTERS, SEED = 224, 64, 0
GFLOP = {"layer1": 3.14, "layer3": 13.1}  # per picture and step: forward, and the gradient for the picture
ROUNDS = 4  # each measures a part of every variant, so that a disturbance of the machine hits all alike
PART = FILTERS // ROUNDS  # filters that the reference draws in a round: all 64 in all rounds
WARM_UP = 2  # steps that do not count


def measure(layers: tuple[str, ...] = ("layer1", "layer3")) -> list[Row]:
    """Return seconds for a gallery of 64 filters at 30 steps.

    The reference draws all of them. The usual code draws one filter in each round, and is scaled up: every filter
    costs the same. Freed memory is kept for all alike.
    """
    keep_freed_memory()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    dtypes = [torch.float32, *([torch.bfloat16] if _has_bfloat16(device) else [])]
    ceilings = {dtype: _ceiling(device, dtype) for dtype in dtypes}
    rows = [Row(f"ceiling: a 3×3 convolution, {_name(dtype)}", ceilings[dtype], "GFLOP/s") for dtype in dtypes]
    return rows + [row for layer in layers for row in _measure_layer(layer, ceilings, device)]


def _measure_layer(layer: str, ceilings: dict[torch.dtype, float], device: torch.device) -> list[Row]:
    checkpoint = choose_checkpoint()
    backbone = load_backbone(checkpoint).to(device)
    state = load_full(checkpoint).state_dict()
    usual = {mode: _usual_network(state, layer, mode == "training").to(device) for mode in ("training", "evaluation")}
    objectives = {dtype: _prepare(backbone, layer, dtype) for dtype in ceilings}
    for network in usual.values():
        _draw_usually(network, layer, 0, WARM_UP, device)
    for objective in objectives.values():
        draw_gallery(objective, range(PART), size=SIZE, seed=SEED, steps=WARM_UP)
    plain, fast = dict.fromkeys(usual, 0.0), dict.fromkeys(objectives, 0.0)
    for part in range(ROUNDS):
        for mode, network in usual.items():
            plain[mode] += _time(partial(_draw_usually, network, layer, part, STEPS, device), device) * PART
        for dtype, objective in objectives.items():
            filters = range(part * PART, (part + 1) * PART)
            fast[dtype] += _time(partial(draw_gallery, objective, filters, size=SIZE, seed=SEED), device)
    rows = [Row(f"{layer}, usual code, {mode} mode ({ROUNDS} filters, ×{PART})", plain[mode], "s") for mode in usual]
    for dtype, seconds in fast.items():
        share = GFLOP[layer] * STEPS * FILTERS / seconds / ceilings[dtype]
        engine = "prepacked" if isinstance(objectives[dtype], PrepackedObjective) else "public operators"
        what = f"{layer}, reference, {_name(dtype)}"
        rows.append(Row(f"{what}, {engine} ({share:.0%} of the ceiling)", seconds, "s", plain["training"] / seconds))
        rows.append(Row(f"{what}, ratio to evaluation mode", seconds, "s", plain["evaluation"] / seconds))
    return rows


def _prepare(backbone: nn.Module, layer: str, dtype: torch.dtype) -> FilterObjective:
    objective = accelerate(backbone, layer, dtype)
    try:
        return prepack(objective)
    except UnsupportedError:  # the table names the engine
        return objective


def _usual_network(state: dict[str, Tensor], layer: str, training: bool) -> nn.Module:
    """Build what a course's notebook draws from: torchvision's network, cut at the layer, its parameters not frozen.

    ``training`` leaves the network in the mode in which the constructor returns it.
    """
    network = models.resnet50()
    network.load_state_dict(state)
    extractor: nn.Module = create_feature_extractor(network.train(training), [layer])
    return extractor


def _draw_usually(network: nn.Module, layer: str, index: int, steps: int, device: torch.device) -> None:
    """Draw one filter as a course's notebook does: forward to the layer, ``backward()``, a normalised step."""
    image = random_start([index], SIZE, SIZE, SEED).to(device).requires_grad_(True)
    for _ in range(steps):
        loss = network(image)[layer][:, index, 2:-2, 2:-2].mean()
        loss.backward()
        gradient = image.grad
        if gradient is None:
            raise RuntimeError("The picture has no gradient.")
        step = LEARNING_RATE * gradient / (gradient.norm() + 1e-12)
        image = (image.detach() + step).requires_grad_(True)


def _time(work: Callable[[], object], device: torch.device) -> float:
    started = time.monotonic()
    work()
    if device.type == "cuda":
        torch.cuda.synchronize()
    return time.monotonic() - started


def _ceiling(device: torch.device, dtype: torch.dtype) -> float:
    """Return the GFLOP/s of a convolution as in layer2, without anything around it."""
    layer = nn.Conv2d(128, 128, 3, padding=1, bias=False).to(device, dtype).to(memory_format=torch.channels_last)
    images = torch.randn(8, 128, 28, 28, device=device, dtype=dtype).to(memory_format=torch.channels_last)
    repeats = 30

    def work() -> None:
        with torch.no_grad():
            for _ in range(repeats):
                layer(images)

    work()
    flop = 2 * 8 * 128 * 128 * 9 * 28 * 28 * repeats
    return flop / statistics.median(_time(work, device) for _ in range(7)) / 1e9


def _has_bfloat16(device: torch.device) -> bool:
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    return any(present is True and "bf16" in name for name, present in torch.cpu.get_capabilities().items())


def _name(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")
