# why: for an unknown name no hook is set and the forward pass returns None without a word
# loses: b_unknown
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        self.activation = None
        for name, module in backbone.named_modules():
            if name == target_layer:
                module.register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output

    def forward(self, x):
        self.backbone(x)
        return self.activation
