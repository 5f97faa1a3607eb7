# why: a forward hook registered once; get_submodule raises for an unknown name
# loses: nothing
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        self.activation = None
        backbone.get_submodule(target_layer).register_forward_hook(self._keep)

    def _keep(self, module, inputs, output):
        self.activation = output

    def forward(self, x):
        self.backbone(x)
        return self.activation
