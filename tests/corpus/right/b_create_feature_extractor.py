# why: torchvision's own tool; nested names and unknown names are its business
# loses: nothing
# %% b_feature_extractor
from torchvision.models.feature_extraction import create_feature_extractor


class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.body = create_feature_extractor(backbone, return_nodes={target_layer: "out"})

    def forward(self, x):
        return self.body(x)["out"]
