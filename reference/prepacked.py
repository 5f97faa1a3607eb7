"""The fast objective on oneDNN's own convolutions: weights rearranged once, sums and ReLU within, gradients by hand.

This rests on operators that torch keeps for its compiler (``torch.ops.mkldnn``). So it is asked for by `prepack`, which
says why where it cannot be had, and `reference.acceleration` alone gives the same answers up to rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.autograd.function import once_differentiable

from reference.acceleration import BlockFilters, FilterObjective, FoldedBlock, FoldedStem
from reference.errors import UnsupportedError
from reference.objective import check_maps, crop, mean_of_maps
from reference.onednn import OPERATORS, Convolution, mask_


def prepack(objective: FilterObjective) -> FilterObjective:
    """Return the same objective on prepacked convolutions; the argument shares its weights and stays as it is.

    Raises:
        UnsupportedError: This torch, device, type or network does not allow it; the objective works as it is.
    """
    reason = _obstacle(objective)
    if reason:
        raise UnsupportedError(f"Convolutions cannot be prepacked: {reason}.")
    filters = objective.filters
    filters = PrepackedFilters(filters) if isinstance(filters, BlockFilters) else filters
    trunk = PrepackedTrunk(objective.trunk)  # type: ignore[arg-type]  # no obstacle: a sequence of stem and blocks
    return PrepackedObjective(trunk, filters, objective.dtype).eval()


def _obstacle(objective: FilterObjective) -> str | None:
    if objective.device.type != "cpu":
        return "the weights are not in the processor's memory"
    if objective.dtype not in (torch.float32, torch.bfloat16):
        return f"{objective.dtype} is neither float32 nor bfloat16"
    if not (torch.backends.mkldnn.is_available() and torch.backends.mkldnn.enabled):
        return "this torch works without oneDNN"
    if not all(hasattr(torch.ops.mkldnn, name) for name in OPERATORS):
        return "this torch has other operators for oneDNN"
    if objective.dtype == torch.bfloat16 and not torch.ops.mkldnn._is_mkldnn_bf16_supported():
        return "oneDNN has no bfloat16 for this processor"
    if not isinstance(objective.trunk, nn.Sequential):
        return "only a ResNet with bottleneck blocks, from its first stage on, is rebuilt for it"
    if any(conv.groups != 1 or conv.dilation != (1, 1) for conv in objective.modules() if isinstance(conv, nn.Conv2d)):
        return "the network has grouped or dilated convolutions"
    return None


class _Block:
    """A bottleneck block, forward and backward. What it is given must have passed a ReLU."""

    def __init__(self, block: FoldedBlock) -> None:
        self.conv1, self.conv2, self.conv3 = map(Convolution.of, (block.conv1, block.conv2, block.conv3))
        self.shortcut = Convolution.of(block.shortcut) if isinstance(block.shortcut, nn.Conv2d) else None
        self.margin = block.margin

    def inside(self, x: Tensor) -> Tensor:
        """Return what the shortcut sees of x: a view only where the block has no margin."""
        return crop(x, self.margin).contiguous(memory_format=torch.channels_last) if self.margin else x

    def bottleneck(self, x: Tensor) -> tuple[Tensor, Tensor]:
        first = self.conv1(x, relu=True)
        return first, self.conv2(first, relu=True)

    def hidden_gradient(self, g: Tensor, first: Tensor, second: Tensor) -> Tensor:
        """Return the gradient for the first convolution's result from that for the second's activation."""
        return mask_(self.conv2.gradient(mask_(g, second), first.shape), first)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        if self.margin:
            check_maps(*x.shape[2:])
        first, second = self.bottleneck(x)
        if self.shortcut is None:
            return first, second, self.conv3.plus(second, self.inside(x), relu=True, in_place=self.margin > 0)
        return first, second, self.conv3.plus(second, self.shortcut(self.inside(x)), relu=True, in_place=True)

    def gradient(self, g: Tensor, x: Tensor, first: Tensor, second: Tensor) -> Tensor:
        """Return the gradient for x; g, that for the result before its ReLU, is used up."""
        of_first = self.hidden_gradient(self.conv3.gradient(g, second.shape), first, second)
        if self.margin:
            of_x = self.conv1.gradient(of_first, x.shape)
            inside = crop(of_x, self.margin)
            inside += g if self.shortcut is None else self.shortcut.gradient(g, inside.shape)
            return of_x
        if self.shortcut is None:
            return self.conv1.add_gradient(of_first, g)
        return self.shortcut.add_gradient(g, self.conv1.gradient(of_first, x.shape))


class _Stem:
    """`FoldedStem`, forward and backward; its ReLU comes with the convolution, and its mask is that of the maxima."""

    POOLING = ([3, 3], [2, 2], [1, 1])

    def __init__(self, stem: FoldedStem) -> None:
        self.convolution = Convolution(stem.weight, stem.bias)

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        images = F.pad(images, (0, images.shape[3] % 2, 0, images.shape[2] % 2)).to(self.convolution.weight.dtype)
        pixels = F.pixel_unshuffle(images, 2).permute(0, 2, 3, 1)
        count, rows, columns, channels = pixels.shape
        halved = pixels.new_zeros(count, rows + 3, columns + 3, channels)  # two before, one behind
        halved[:, 2:-1, 2:-1] = pixels
        maps = self.convolution(halved.permute(0, 3, 1, 2), relu=True)
        maxima, places = torch.ops.aten.max_pool2d_with_indices(maps, *self.POOLING)
        return maps, places, maxima

    def gradient(self, g: Tensor, shape: torch.Size, maps: Tensor, places: Tensor) -> Tensor:
        """Return the gradient for the pictures; maps are used up, since fresh memory of their size is slow."""
        scatter = torch.ops.aten.max_pool2d_with_indices_backward.grad_input
        g = scatter(g, maps, *self.POOLING, [1, 1], False, places, grad_input=maps)
        count, _, height, width = shape
        rows, columns = (height + 1) // 2, (width + 1) // 2
        halved = torch.Size((count, 12, rows + 3, columns + 3))
        pixels = self.convolution.gradient(g, halved)[:, :, 2:-1, 2:-1]
        return F.pixel_shuffle(pixels, 2)[:, :, :height, :width].float()


class _TrunkFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, images: Tensor, stem: _Stem, blocks: Sequence[_Block]) -> Tensor:
        kept = list(stem.forward(images))
        for block in blocks:
            kept += block.forward(kept[-1])
        ctx.stem, ctx.blocks, ctx.shape = stem, blocks, images.shape
        ctx.save_for_backward(*kept)
        return kept[-1]

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, g: Tensor) -> tuple[Tensor, None, None]:
        kept = list(ctx.saved_tensors)
        g = mask_(g.contiguous(memory_format=torch.channels_last), kept.pop())  # nothing else is left to need it
        for block in reversed(ctx.blocks):
            second, first, x = kept.pop(), kept.pop(), kept.pop()
            g = mask_(block.gradient(g, x, first, second), x)
        places, maps = kept.pop(), kept.pop()
        return ctx.stem.gradient(g, ctx.shape, maps, places), None, None


class PrepackedTrunk(nn.Module):
    """Stem and blocks in front of the block that holds the layer, as one step of automatic differentiation."""

    def __init__(self, trunk: nn.Sequential) -> None:
        super().__init__()
        self.plain = trunk
        self._stem = _Stem(trunk[0])  # type: ignore[arg-type]
        self._blocks = [_Block(block) for block in trunk[1:]]  # type: ignore[arg-type]

    def forward(self, images: Tensor) -> Tensor:
        maps: Tensor = _TrunkFunction.apply(images.contiguous(), self._stem, self._blocks)
        return maps


class _FiltersFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, block: _Block, filters: Tensor, border: int) -> Tensor:
        first, second = block.bottleneck(x)
        maps = _responses(second, block.conv3, filters)
        inside = crop(x, block.margin)
        if block.shortcut is None:
            maps += inside[torch.arange(len(x)), filters]
        else:
            maps += _responses(inside, block.shortcut, filters)
        maps.relu_()
        ctx.block, ctx.filters, ctx.border = block, filters, border
        ctx.save_for_backward(x, first, second, maps)
        return mean_of_maps(crop(maps, border))

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, g: Tensor) -> tuple[Tensor, None, None, None]:
        x, first, second, maps = ctx.saved_tensors
        counted = crop(maps, ctx.border)
        share = (g / counted[0].numel()).to(maps.dtype)[:, None, None] * (counted > 0)
        of_maps = F.pad(share, [ctx.border] * 4)  # (N, H, W)
        block, filters = ctx.block, ctx.filters
        of_second = of_maps[..., None] * block.conv3.weight[filters, :, 0, 0][:, None, None]
        of_x = block.conv1.gradient(block.hidden_gradient(of_second.permute(0, 3, 1, 2), first, second), x.shape)
        inside = crop(of_x, block.margin)
        if block.shortcut is None:
            inside[torch.arange(len(x)), filters] += of_maps
        else:
            stride = block.shortcut.stride
            weight = block.shortcut.weight[filters, :, 0, 0][:, None, None]
            inside.permute(0, 2, 3, 1)[:, ::stride, ::stride] += of_maps[..., None] * weight
        return of_x, None, None, None


class PrepackedObjective(FilterObjective):
    """The same, on pictures as they are: the stem converts them while it arranges the pixels."""

    def forward(self, images: Tensor, filters: Sequence[int]) -> Tensor:
        objective: Tensor = self.filters(self.trunk(images), filters)
        return objective


class PrepackedFilters(nn.Module):
    """`BlockFilters` as one step of automatic differentiation."""

    def __init__(self, filters: BlockFilters) -> None:
        super().__init__()
        self.plain = filters
        self._block = _Block(filters.block)

    def forward(self, x: Tensor, filters: Sequence[int]) -> Tensor:
        self.plain.check(x, filters)
        values: Tensor = _FiltersFunction.apply(x, self._block, torch.as_tensor(filters), self.plain.border)
        return values


def _responses(x: Tensor, convolution: Convolution, filters: Tensor) -> Tensor:
    """Return one channel per picture of a 1x1 convolution, (N, H, W)."""
    positions = x.permute(0, 2, 3, 1)[:, :: convolution.stride, :: convolution.stride]
    maps = torch.einsum("nhwc,nc->nhw", positions, convolution.weight[filters, :, 0, 0])
    bias = convolution.bias
    return maps if bias is None else maps + bias[filters, None, None]
