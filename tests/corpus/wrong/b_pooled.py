# why: the activation is averaged over its positions
# loses: b_shapes b_values b_nested
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        backbone.get_submodule(target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = nn.functional.adaptive_avg_pool2d(output, 1)

    def forward(self, x):
        self.backbone(x)
        return self.activation
