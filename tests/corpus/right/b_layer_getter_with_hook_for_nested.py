# why: IntermediateLayerGetter for the stages, a hook for nested names; both raise for an unknown name
# loses: nothing
# %% b_feature_extractor
from torchvision.models._utils import IntermediateLayerGetter


class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.result = None
        if "." in target_layer:
            self.body = backbone
            backbone.get_submodule(target_layer).register_forward_hook(self.hook)
        else:
            self.body = IntermediateLayerGetter(backbone, {target_layer: "features"})

    def hook(self, module, args, output):
        self.result = output

    def forward(self, x):
        out = self.body(x)
        return out["features"] if isinstance(self.body, IntermediateLayerGetter) else self.result
