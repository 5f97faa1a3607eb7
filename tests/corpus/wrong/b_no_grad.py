# why: the forward pass runs under no_grad
# loses: b_gradient
# %% b_feature_extractor
from torchvision.models.feature_extraction import create_feature_extractor


class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.body = create_feature_extractor(backbone, {target_layer: "out"})

    def forward(self, x):
        with torch.no_grad():
            return self.body(x)["out"]
