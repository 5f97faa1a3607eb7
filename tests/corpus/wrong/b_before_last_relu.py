# why: for a stage the output of its last BatchNorm is kept, before shortcut and ReLU: same shape, other values
# loses: b_values
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        if target_layer in ("layer1", "layer2", "layer3", "layer4"):
            module = backbone.get_submodule(target_layer)[-1].bn3
        else:
            module = backbone.get_submodule(target_layer)
        module.register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output.clone()

    def forward(self, x):
        self.backbone(x)
        return self.activation
