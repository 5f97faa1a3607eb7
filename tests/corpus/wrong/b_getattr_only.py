# why: getattr finds direct children only; nested and unknown names end in an AttributeError
# loses: b_nested
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        getattr(self.backbone, target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output

    def forward(self, x):
        self.backbone(x)
        return self.activation
