# why: right for the stages, a clear error for everything else; nested names are not supported
# loses: b_nested
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        self.target_layer = target_layer

    def forward(self, x):
        for name, layer in self.backbone.named_children():
            x = layer(x)
            if name == self.target_layer:
                return x
        raise ValueError(f"Schicht {self.target_layer} nicht gefunden")
