# why: IntermediateLayerGetter knows direct children only, and raises for nested and unknown names
# loses: b_nested
# %% b_feature_extractor
from torchvision.models._utils import IntermediateLayerGetter


class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.getter = IntermediateLayerGetter(backbone, return_layers={target_layer: "0"})

    def forward(self, x):
        return self.getter(x)["0"]
