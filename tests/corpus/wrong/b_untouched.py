# why: nothing was done
# loses: b_lightning b_shapes b_values b_gradient b_nested b_unknown
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        raise NotImplementedError()

    def forward(self, x):
        raise NotImplementedError()
