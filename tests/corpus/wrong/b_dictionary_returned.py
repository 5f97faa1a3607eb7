# why: the dictionary of create_feature_extractor comes back, not the activation
# loses: b_shapes b_values b_gradient b_nested
# %% b_feature_extractor
from torchvision.models.feature_extraction import create_feature_extractor


class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.body = create_feature_extractor(backbone, {target_layer: target_layer})

    def forward(self, x):
        return self.body(x)
