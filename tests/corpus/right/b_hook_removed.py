# why: a forward hook set and removed at each pass
# loses: nothing
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone: nn.Module, target_layer: str) -> None:
        super().__init__()
        if target_layer not in dict(backbone.named_modules()):
            raise ValueError(f"Unbekannte Schicht {target_layer!r}")
        self.backbone = backbone
        self.target_layer = target_layer

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        kept = {}
        handle = dict(self.backbone.named_modules())[self.target_layer].register_forward_hook(
            lambda module, args, output: kept.update(activation=output)
        )
        try:
            self.backbone(x)
        finally:
            handle.remove()
        return kept["activation"]
