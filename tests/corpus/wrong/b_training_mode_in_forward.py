# why: the forward pass switches to training mode, so BatchNorm uses the picture's own statistics
# loses: b_values b_nested
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        backbone.get_submodule(target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output

    def forward(self, x):
        self.train()
        self.backbone(x)
        return self.activation
