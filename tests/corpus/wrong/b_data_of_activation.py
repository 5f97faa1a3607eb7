# why: .data leaves the graph; asking it for a gradient afterwards does not connect it to the picture again
# loses: b_gradient
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        backbone.get_submodule(target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output.data.requires_grad_(True)

    def forward(self, x):
        self.backbone(x)
        return self.activation
