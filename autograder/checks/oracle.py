"""What the reference answers to the questions that the checks of (a), (b) and (d) ask the students."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, ParamSpec, TypeVar

import numpy as np
import torch
from torch import Tensor

from reference.ascent import Ascent, ascend
from reference.extractor import extract
from reference.networks import load_backbone, load_full
from reference.objective import mean_activation
from reference.weights import Checkpoint

Question = ParamSpec("Question")
Answer = TypeVar("Answer")

_KEPT = 64  # answers; the checks of one seed ask about half of it, the same for every submission


def relative_error(values: np.ndarray, expected: np.ndarray) -> float:
    """Return ‖values - expected‖ / ‖expected‖; infinite when `values` is not finite."""
    difference = np.linalg.norm((values.astype(np.float64) - expected).ravel())
    error = float(difference / max(float(np.linalg.norm(expected.ravel())), 1e-30))
    return error if np.isfinite(error) else float("inf")


def _once(method: Callable[Question, Answer]) -> Callable[Question, Answer]:
    """Let a method of the oracle answer each question once; whoever gets an answer leaves it as it is."""

    @functools.wraps(method)
    def ask(*args: Question.args, **kwargs: Question.kwargs) -> Answer:
        oracle: Any = args[0]
        kept: dict[object, Answer] = oracle.kept
        question = (method.__name__, *map(_hashable, args[1:]), *kwargs.items())
        if question not in kept:
            while len(kept) >= _KEPT:
                del kept[next(iter(kept))]
            kept[question] = method(*args, **kwargs)
        return kept[question]

    return ask


def _hashable(value: object) -> object:
    return (value.shape, value.tobytes()) if isinstance(value, np.ndarray) else value


class Oracle:
    """The reference network, in both of torchvision's versions.

    Args:
        checkpoint: The weights that the students' kernels load as well.
    """

    versions = ("V2", "V1")

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.checkpoint = checkpoint
        self._full = functools.cache(lambda version: load_full(checkpoint, version))
        self._backbone = functools.cache(lambda: load_backbone(checkpoint, "V2"))
        self.kept: dict[object, Any] = {}

    @_once
    def readouts(self, version: str, images: np.ndarray) -> dict[int, np.ndarray]:
        """Return the network's pooled features (N, 2048) and its logits (N, 1000), by their number of columns."""
        full = self._full(version)
        with torch.no_grad():
            maps = extract(full, "layer4", torch.from_numpy(images))
            pooled = maps.mean(dim=(2, 3))
            logits = full.get_submodule("fc")(pooled)
            return {int(part.shape[1]): _numpy(part) for part in (pooled, logits)}

    def stage_inputs(self) -> dict[str, np.ndarray]:
        """Return a random input (2, C, h, w) for each stage, by the name of the stage."""
        generator = np.random.default_rng(0)
        channels = {"conv1": 3, "bn1": 64, "layer1": 64, "layer2": 256, "layer3": 512, "layer4": 1024}
        return {name: generator.standard_normal((2, c, 8, 8)).astype(np.float32) for name, c in channels.items()}

    @_once
    def stage(self, version: str, name: str, image: np.ndarray) -> np.ndarray:
        """Return the output of one stage alone."""
        with torch.no_grad():
            return _numpy(self._full(version).get_submodule(name)(torch.from_numpy(image)))

    @_once
    def activation(self, layer: str, images: np.ndarray) -> np.ndarray:
        """Return the activation (N, C, h, w) of a layer of the V2 network."""
        with torch.no_grad():
            return _numpy(extract(self._backbone(), layer, torch.from_numpy(images)))

    @_once
    def activation_gradient(self, layer: str, images: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """Return the gradient of the weighted sum of the activation for the pictures."""
        inputs = torch.from_numpy(images).requires_grad_(True)
        total = (extract(self._backbone(), layer, inputs) * torch.from_numpy(weight)).sum()
        return _numpy(torch.autograd.grad(total, inputs)[0])

    def curve(self, layer: str, filter_index: int, pictures: Sequence[np.ndarray]) -> list[float]:
        """Return the mean activation of a filter for each picture (3, H, W), of whatever size."""
        with torch.no_grad():
            maps = [extract(self._backbone(), layer, torch.from_numpy(picture[None]).float()) for picture in pictures]
        return [float(mean_activation(activation, [filter_index])[0]) for activation in maps]

    @_once
    def ascent(self, layer: str, filter_index: int, size: tuple[int, int], step: float, seed: int) -> Ascent:
        """Return the reference's ascent: 30 steps of the L2 length `step`, pictures of `size` (height, width)."""
        height, width = size
        return ascend(
            self._backbone(),
            layer,
            [filter_index],
            height=height,
            width=width,
            learning_rate=step,
            normalisation="l2",
            seed=seed,
        )


def objective_of(activation: Tensor | np.ndarray, filter_index: int) -> np.ndarray:
    """Return the reference's objective for activations (N, K, h, w) of any model, (N,)."""
    values = torch.as_tensor(activation).detach()
    return _numpy(mean_activation(values, [filter_index] * len(values)))


def _numpy(tensor: Tensor) -> np.ndarray:
    return tensor.detach().numpy()
