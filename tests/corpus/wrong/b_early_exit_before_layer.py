# why: the loop stops before the layer was applied, one layer too early; nested names raise and are not supported
# loses: b_shapes b_values b_nested
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        self.target_layer = target_layer

    def forward(self, x):
        for name, layer in self.backbone.named_children():
            if name == self.target_layer:
                return x
            x = layer(x)
        raise ValueError(self.target_layer)
