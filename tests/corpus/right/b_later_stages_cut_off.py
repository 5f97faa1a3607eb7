# why: stages that are not needed become nn.Identity in the backbone that was given, which is accepted
# loses: nothing
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.target = backbone.get_submodule(target_layer)
        stage = target_layer.split(".")[0]
        names = [name for name, _ in backbone.named_children()]
        for name in names[names.index(stage) + 1 :]:
            setattr(backbone, name, nn.Identity())
        self.backbone = backbone

    def forward(self, x):
        out = []
        handle = self.target.register_forward_hook(lambda module, args, output: out.append(output))
        self.backbone(x)
        handle.remove()
        return out[0]
