# why: the children up to and including the one after the target; nested names raise and are not supported
# loses: b_shapes b_values b_nested
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        names = [name for name, _ in backbone.named_children()]
        self.features = nn.Sequential(*list(backbone.children())[: names.index(target_layer) + 2])

    def forward(self, x):
        return self.features(x)
