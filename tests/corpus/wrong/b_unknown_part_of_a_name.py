# why: the first layer whose name holds the target's is taken
# loses: b_unknown
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        self.out = None
        for name, module in backbone.named_modules():
            if target_layer in name:
                module.register_forward_hook(self._hook)
                break
        else:
            raise ValueError(target_layer)

    def _hook(self, module, inputs, output):
        self.out = output.clone()

    def forward(self, x):
        self.backbone(x)
        return self.out
