# why: the backbone that was given is ignored, an untrained one takes its place
# loses: b_values b_nested
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = models.resnet50()
        self.backbone.eval()
        self.backbone.get_submodule(target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output

    def forward(self, x):
        self.backbone(x)
        return self.activation
