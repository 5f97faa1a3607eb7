# why: a name that is not a direct child, nested or unknown, runs to the end and returns another activation silently
# loses: b_nested b_unknown
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
                break
        return x
