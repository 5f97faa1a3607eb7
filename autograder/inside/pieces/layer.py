"""A layer of a network, as task (b) asks for it."""

from __future__ import annotations

from torch import Tensor, nn

from autograder.inside.pieces.backbone import backbone
from autograder.inside.pieces.stub import Stub


class LayerStub(Stub):
    """A stage of the pretrained ResNet50 (``layer1`` … ``layer4``), computed no further than that stage.

    Args:
        layer: Name of the stage.
    """

    def __init__(self, layer: str) -> None:
        super().__init__()
        children = dict(backbone().named_children())
        names = list(children)
        self.stages = nn.Sequential(*(children[name] for name in names[: names.index(layer) + 1])).eval()

    def forward(self, x: Tensor) -> Tensor:
        """Return the activation of `x` (N, 3, H, W)."""
        activation: Tensor = self.stages(self.noted(x))
        return activation


layer = LayerStub
