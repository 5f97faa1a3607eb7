# why: an nn.Module, not a LightningModule; everything else is right
# loses: b_lightning
# %% b_feature_extractor
class FeatureExtractor(nn.Module):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        backbone.get_submodule(target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output

    def forward(self, x):
        self.backbone(x)
        return self.activation
