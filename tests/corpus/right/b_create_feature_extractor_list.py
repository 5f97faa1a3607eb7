# why: the same tool with a list of nodes; mode of the backbone set once more, which is harmless
# loses: nothing
# %% b_feature_extractor
from torchvision.models import feature_extraction


class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer="layer3"):
        super().__init__()
        self.target_layer = target_layer
        self.model = feature_extraction.create_feature_extractor(backbone.eval(), [target_layer])
        self.model.eval()

    def forward(self, x):
        features = self.model(x)
        return features[self.target_layer]
