# why: only the part of the name before the first dot is used, so layer2.3 gives layer2 by luck and layer3.5.conv2 gives layer3.
#   May lose b_unknown: layer9 raises, but layer2.9 gives layer2
# loses: b_nested
# may lose: b_unknown
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        stage = target_layer.split(".")[0]
        backbone.get_submodule(stage).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output

    def forward(self, x):
        self.backbone(x)
        return self.activation
