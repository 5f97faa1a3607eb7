# why: a numpy array has no gradient and is no tensor. May lose the checks that compare tensors; shapes and values are right
# loses: b_gradient
# may lose: b_shapes b_values b_nested
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        backbone.get_submodule(target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output.detach().cpu().numpy()

    def forward(self, x):
        self.backbone(x)
        return self.activation
