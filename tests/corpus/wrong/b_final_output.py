# why: the target layer is ignored, the features at the end come back whatever the name
# loses: b_shapes b_values b_nested b_unknown
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        self.target_layer = target_layer

    def forward(self, x):
        return self.backbone(x)
