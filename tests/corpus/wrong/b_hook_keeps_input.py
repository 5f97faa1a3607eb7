# why: the hook keeps what went into the layer, not what came out
# loses: b_shapes b_values b_nested
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        backbone.get_submodule(target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = inputs[0]

    def forward(self, x):
        self.backbone(x)
        return self.activation
