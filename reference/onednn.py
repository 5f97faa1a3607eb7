"""Convolutions on oneDNN's own operators: weights rearranged once, sums and ReLU within, gradients for the input."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.grad import conv2d_input

OPERATORS = ("_convolution_pointwise", "_convolution_pointwise_", "_reorder_convolution_weight")  # of torch.ops.mkldnn


class Convolution:
    """A convolution whose weights lie as oneDNN's kernels want them; x and results are channels-last."""

    def __init__(self, weight: Tensor, bias: Tensor | None, stride: int = 1, padding: int = 0) -> None:
        self.weight = weight.detach()
        self.bias = None if bias is None else bias.detach()
        self.stride = stride
        self.padding = padding
        self._packed: tuple[torch.Size, Tensor] | None = None
        self._transposed: Convolution | None = None

    @classmethod
    def of(cls, conv: nn.Conv2d) -> Convolution:
        return cls(conv.weight, conv.bias, conv.stride[0], int(conv.padding[0]))

    def __call__(self, x: Tensor, *, relu: bool = False) -> Tensor:
        """Return ``conv(x)``, then ReLU if asked for."""
        weight, sizes = self._prepared(x)
        unary = "relu" if relu else "none"
        return _tensor(torch.ops.mkldnn._convolution_pointwise(x, weight, self.bias, *sizes, unary, [], None))

    def plus(self, x: Tensor, other: Tensor, *, relu: bool = False, in_place: bool = False) -> Tensor:
        """Return ``conv(x) + other``, then ReLU if asked for; ``in_place`` puts it where ``other`` is."""
        weight, sizes = self._prepared(x)
        after = (self.bias, *sizes, "add", 1.0, "relu" if relu else None, [], None)
        if in_place:
            return _tensor(torch.ops.mkldnn._convolution_pointwise_.binary(other, x, weight, *after))
        return _tensor(torch.ops.mkldnn._convolution_pointwise.binary(x, other, weight, *after))

    def _prepared(self, x: Tensor) -> tuple[Tensor, tuple[Any, ...]]:
        sizes = ([self.padding] * 2, [self.stride] * 2, [1, 1], 1)
        packed = self._packed  # taken once: another thread may put one for another shape in its place
        if packed is None or packed[0] != x.shape:  # the best arrangement depends on the shape
            packed = x.shape, torch.ops.mkldnn._reorder_convolution_weight(self.weight, *sizes, x.shape)
            self._packed = packed
        return packed[1], sizes

    def gradient(self, g: Tensor, shape: torch.Size) -> Tensor:
        """Return the gradient for an input of this shape from that for the result."""
        if self.stride > 1:
            return _tensor(conv2d_input(shape, self.weight, g, self.stride, self.padding))
        return self._transpose()(g)

    def add_gradient(self, g: Tensor, total: Tensor) -> Tensor:
        """Add the gradient for the input to the total, in place; only for a stride of 1 or a 1x1 convolution."""
        if self.stride == 1:
            return self._transpose().plus(g, total, in_place=True)
        total[:, :, :: self.stride, :: self.stride] += self._transpose()(g)  # of the other pixels it makes no use
        return total

    def _transpose(self) -> Convolution:
        if self._transposed is None:
            weight = self.weight.flip(2, 3).transpose(0, 1).contiguous(memory_format=torch.channels_last)
            self._transposed = Convolution(weight, None, padding=self.weight.shape[-1] - 1 - self.padding)
        return self._transposed


def mask_(g: Tensor, activation: Tensor) -> Tensor:
    """Set the gradient to zero, in place, where ReLU gave zero."""
    return _tensor(torch.ops.aten.threshold_backward.grad_input(g, activation, 0, grad_input=g))


def _tensor(result: Any) -> Tensor:
    tensor: Tensor = result
    return tensor
