# why: layer4 whatever the name
# loses: b_shapes b_values b_nested b_unknown
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.features = nn.Sequential(*list(backbone.children())[:-2])

    def forward(self, x):
        return self.features(x)
