# why: the network runs on a new leaf made from the picture; gradients end there and never reach the picture
# loses: b_gradient
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        backbone.get_submodule(target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output

    def forward(self, x):
        self.backbone(x.clone().detach().requires_grad_(True))
        return self.activation
