# why: for a stage the hook sits on its last but one block: same shape, other values
# loses: b_values
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        module = backbone.get_submodule(target_layer)
        if isinstance(module, nn.Sequential):
            module = list(module.children())[-2]
        module.register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output

    def forward(self, x):
        self.backbone(x)
        return self.activation
