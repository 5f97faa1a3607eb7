# why: the target layer is called on the picture itself, without the layers before it, which ends in an error. May
#   lose b_unknown: unknown names raise, but so do known ones
# loses: b_shapes b_values b_gradient b_nested
# may lose: b_unknown
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.layer = backbone.get_submodule(target_layer)

    def forward(self, x):
        return self.layer(x)
