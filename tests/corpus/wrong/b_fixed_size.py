# why: each picture is first resized to 224 pixels, so the shapes do not follow the input
# loses: b_shapes b_values b_nested
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        backbone.get_submodule(target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output

    def forward(self, x):
        self.backbone(nn.functional.interpolate(x, size=(224, 224), mode="bilinear"))
        return self.activation
