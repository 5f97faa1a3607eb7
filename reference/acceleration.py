"""The same objective, computed fast: what a filter's mean activation needs, and nothing else.

For ResNet50, BatchNorm is folded into the convolutions, the memory format is channels-last, the stem works on
half-resolution pixels, nothing behind the layer is computed, of the last block's last convolution only the channel that
is asked for, and at the end no border that does not count. Every step is exact, so that in float32 the values differ
from the plain ones by rounding alone.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_weights
from torchvision.models.resnet import Bottleneck, ResNet

from reference.errors import UnsupportedError
from reference.extractor import extract, find_layer
from reference.objective import BORDER, check_filters, check_maps, crop, mean_activation, mean_of_maps


def fold(convolution: nn.Conv2d, norm: nn.BatchNorm2d) -> nn.Conv2d:
    """Return one convolution that equals ``norm(convolution(x))`` in evaluation mode; the arguments stay as they are.

    Raises:
        UnsupportedError: The norm has no running statistics.
    """
    if norm.running_mean is None or norm.running_var is None:
        raise UnsupportedError("BatchNorm without running statistics cannot be folded into a convolution.")
    folded = copy.deepcopy(convolution)
    folded.weight, folded.bias = fuse_conv_bn_weights(
        convolution.weight,
        convolution.bias,
        norm.running_mean,
        norm.running_var,
        norm.eps,
        norm.weight,
        norm.bias,
    )
    return folded


class FoldedStem(nn.Module):
    """``maxpool(relu(bn1(conv1(x))))`` with the 7x7 convolution of stride 2 as one of 4x4 with stride 1.

    Pixels of 2x2 become channels (space to depth): 12 input channels instead of 3 suit the processor's vectors.
    """

    def __init__(self, backbone: ResNet) -> None:
        super().__init__()
        folded = fold(backbone.conv1, backbone.bn1)
        kernel = F.pad(folded.weight, (1, 0, 1, 0))  # 8x8: a row and a column of zeros above and to the left
        self.weight = nn.Parameter(F.pixel_unshuffle(kernel, 2), requires_grad=False)  # (64, 12, 4, 4)
        self.bias = folded.bias
        self.maxpool = backbone.maxpool

    def forward(self, images: Tensor) -> Tensor:
        height, width = images.shape[2:]
        padded = F.pad(images, (4, 2 + width % 2, 4, 2 + height % 2))  # 3 + 1 for the kernel's zeros; even sizes
        halved = F.pixel_unshuffle(padded, 2).contiguous(memory_format=torch.channels_last)
        maxima: Tensor = self.maxpool(F.conv2d(halved, self.weight, self.bias))
        return maxima.relu_()  # the same as ReLU before pooling, on a quarter of the values


class FoldedBlock(nn.Module):
    """A bottleneck block of ResNet with its BatchNorms folded.

    Attributes:
        margin: Positions on each side of the result that are not computed: as many as its 3x3 convolution, without
            padding, leaves out, or none where it has a stride.
    """

    def __init__(self, block: Bottleneck, *, inside: bool = False) -> None:
        super().__init__()
        self.margin = 1 if inside and block.stride == 1 else 0
        self.conv1 = fold(block.conv1, block.bn1)
        self.conv2 = fold(block.conv2, block.bn2)
        if self.margin:
            self.conv2.padding = (0, 0)
        self.conv3 = fold(block.conv3, block.bn3)
        self.shortcut = nn.Identity() if block.downsample is None else fold(block.downsample[0], block.downsample[1])

    def bottleneck(self, x: Tensor) -> Tensor:
        """Return what the last convolution is given."""
        hidden: Tensor = self.conv2(self.conv1(x).relu_()).relu_()
        return hidden

    def forward(self, x: Tensor) -> Tensor:
        if self.margin:
            check_maps(*x.shape[2:])
        out: Tensor = self.conv3(self.bottleneck(x))
        return out.add_(self.shortcut(crop(x, self.margin))).relu_()


class BlockFilters(nn.Module):
    """The objective of filters of a whole block: one output channel per picture.

    Attributes:
        margin: Positions on each side that are missing already from what the block is given.
        border: Positions on each side of the block's result that do not count.
    """

    def __init__(self, block: Bottleneck, margin: int = 0) -> None:
        super().__init__()
        self.block = FoldedBlock(block, inside=True)
        self.margin = margin
        self.border = BORDER - margin - self.block.margin

    def check(self, x: Tensor, filters: Sequence[int]) -> None:
        """Make sure that the objective is defined for what the block is given.

        Raises:
            ObjectiveError: A filter does not exist, or the maps are too small.
        """
        check_filters(filters, self.block.conv3.out_channels)
        stride = self.block.conv2.stride[0]
        check_maps(*(math.ceil(size / stride) + 2 * self.margin for size in x.shape[2:]))

    def forward(self, x: Tensor, filters: Sequence[int]) -> Tensor:
        self.check(x, filters)
        conv3 = self.block.conv3
        index = torch.as_tensor(filters, device=x.device)
        # Positions before channels, so that the gradients keep the channels-last format.
        hidden = self.block.bottleneck(x).permute(0, 2, 3, 1)  # (N, H, W, C)
        shortcut = self.block.shortcut(crop(x, self.block.margin))
        identity = shortcut.permute(0, 2, 3, 1)[torch.arange(len(x), device=x.device), :, :, index]
        responses = torch.einsum("nhwc,nc->nhw", hidden, conv3.weight[index, :, 0, 0])
        maps = responses + conv3.bias[index, None, None] + identity  # type: ignore[index]  # folding gave it a bias
        return mean_of_maps(crop(maps.relu(), self.border))


class LayerFilters(nn.Module):
    """The objective of filters of any layer of a network, by plain feature extraction."""

    def __init__(self, network: nn.Module, layer: str) -> None:
        super().__init__()
        self.network = network
        self.layer = layer

    def forward(self, x: Tensor, filters: Sequence[int]) -> Tensor:
        return mean_activation(extract(self.network, self.layer, x), filters)


class FilterObjective(nn.Module):
    """Mean activations of filters, one per picture: ``objective(images, filters)`` gives (N,) float32.

    Attributes:
        trunk: Everything in front of the block that holds the layer.
        filters: What is left, down to one number per picture.
    """

    def __init__(self, trunk: nn.Module, filters: nn.Module, dtype: torch.dtype) -> None:
        super().__init__()
        self.trunk = trunk
        self.filters = filters
        self.dtype = dtype

    @property
    def device(self) -> torch.device:
        """Where the weights are, and the pictures have to be."""
        return next((parameter.device for parameter in self.parameters()), torch.device("cpu"))

    def forward(self, images: Tensor, filters: Sequence[int]) -> Tensor:
        x = self.trunk(images.to(self.dtype, memory_format=torch.channels_last))
        objective: Tensor = self.filters(x, filters)
        return objective


def accelerate(backbone: nn.Module, layer: str, dtype: torch.dtype = torch.float32) -> FilterObjective:
    """Build the fast objective for the filters of a layer; the backbone stays as it is.

    The stages of a ResNet with bottleneck blocks are rebuilt; any other network or layer is used as it is, up to the
    layer, in the requested format.

    Args:
        backbone: In evaluation mode.
        layer: Name from ``named_modules()``.
        dtype: What weights and activations are computed in. Pictures and objectives are float32 in any case.
            bfloat16 is for looking, not for judging: clear responses are right within 2 %, faint ones (to the random
            start, say) are not, and over an ascent, which enlarges every rounding, single filters end some per cent
            away from where float32 takes them.

    Raises:
        UnknownLayerError: The network has no such layer.
        UnsupportedError: The backbone is in training mode, where pictures of a batch would influence one another.
    """
    find_layer(backbone, layer)
    if any(module.training for module in backbone.modules() if isinstance(module, nn.BatchNorm2d)):
        raise UnsupportedError("The backbone is in training mode; call eval() before its filters are drawn.")
    trunk: nn.Module = nn.Identity()
    filters: BlockFilters | LayerFilters
    blocks = _blocks_up_to(backbone, layer)
    if isinstance(backbone, ResNet) and blocks:
        last_name, last = blocks[-1]
        inner = layer.removeprefix(last_name).removeprefix(".") if layer.startswith(last_name) else ""
        inside = len(blocks) - 2 if not inner and last.stride == 1 else None
        folded = [FoldedBlock(block, inside=place == inside) for place, (_, block) in enumerate(blocks[:-1])]
        trunk = nn.Sequential(FoldedStem(backbone), *folded)
        margin = folded[-1].margin if folded else 0
        filters = LayerFilters(copy.deepcopy(last), inner) if inner else BlockFilters(last, margin)
    else:
        filters = LayerFilters(copy.deepcopy(backbone), layer)
    objective = FilterObjective(trunk, filters, dtype).eval().requires_grad_(False)
    return objective.to(dtype).to(memory_format=torch.channels_last)


def _blocks_up_to(backbone: nn.Module, layer: str) -> list[tuple[str, Bottleneck]]:
    """Name all blocks that a layer within the stages needs, the last of them holding the layer; else none."""
    blocks: list[tuple[str, Bottleneck]] = []
    stage, *nested = layer.split(".")
    for name in ("layer1", "layer2", "layer3", "layer4"):
        for index, block in enumerate(getattr(backbone, name, ())):
            if not isinstance(block, Bottleneck):
                return []
            blocks.append((f"{name}.{index}", block))
            if stage == name and nested and nested[0] == str(index):
                return blocks
        if stage == name:
            return blocks
    return []


def require_support(dtype: torch.dtype, device: torch.device) -> None:
    """Make sure that a processor computes in bfloat16 by itself: imitated, it is slower than float32.

    Raises:
        UnsupportedError: It does not, as far as torch can tell.
    """
    capabilities = getattr(torch.cpu, "get_capabilities", None)  # older versions of torch cannot tell
    if dtype != torch.bfloat16 or device.type != "cpu" or capabilities is None:
        return
    if not any(present is True and "bf16" in name for name, present in capabilities().items()):
        raise UnsupportedError("This processor has no bfloat16 instructions; use float32.")
