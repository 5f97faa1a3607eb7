"""What determines a result besides the submission."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from autograder.sandbox.limits import Limits
from autograder.sandbox.mode import Mode
from reference.weights import Checkpoint


@dataclass(frozen=True)
class Settings:
    """Everything besides the submission that determines a result.

    Attributes:
        checkpoint: Weights of the ResNet50.
        hub: Directory in the layout of TORCH_HOME that holds them.
        seed: Seeds the inputs of the checks.
        limits: What a submission may use.
        sandboxed: False only where an operator asked for it.
        warm: Fork kernels where the libraries are imported already; the results are the same, seconds earlier.
    """

    checkpoint: Checkpoint
    hub: Path
    seed: int = 0
    limits: Limits = field(default_factory=Limits)
    sandboxed: bool = True
    warm: bool = True

    @property
    def mode(self) -> Mode:
        """How kernels are started."""
        return (Mode.WARM if self.warm else Mode.COLD) if self.sandboxed else Mode.BARE
