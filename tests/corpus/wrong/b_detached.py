# why: the hook detaches the activation, so no gradient reaches the picture
# loses: b_gradient
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        backbone.get_submodule(target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output.detach()

    def forward(self, x):
        self.backbone(x)
        return self.activation
