# why: without super().__init__() no extractor can be made at all, for any name
# loses: b_lightning b_shapes b_values b_gradient b_nested b_unknown
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        self.backbone = backbone
        self.target_layer = target_layer

    def forward(self, x):
        return dict(self.backbone.named_modules())[self.target_layer](x)
