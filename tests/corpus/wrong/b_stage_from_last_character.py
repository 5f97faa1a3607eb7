# why: the last character of the name chooses the stage, so nested names give other layers. May lose b_unknown: whether an
#   unknown name raises depends on its last character
# loses: b_nested
# may lose: b_unknown
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        stages = [backbone.layer1, backbone.layer2, backbone.layer3, backbone.layer4]
        stages[int(target_layer[-1]) - 1].register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output

    def forward(self, x):
        self.backbone(x)
        return self.activation
