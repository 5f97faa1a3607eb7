# why: ReLU on the activation changes nothing after a stage, but it does for a convolution inside a block
# loses: b_nested
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        backbone.get_submodule(target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = torch.relu(output)

    def forward(self, x):
        self.backbone(x)
        return self.activation
