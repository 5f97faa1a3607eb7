# why: of a batch only the first activation comes back. May lose values and nested names, when they are asked with a batch
# loses: b_shapes
# may lose: b_values b_nested
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        backbone.get_submodule(target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output[:1]

    def forward(self, x):
        self.backbone(x)
        return self.activation
