# why: a frozen copy of the backbone gives the same activations, and the gradient still reaches the picture
# loses: nothing
# %% b_feature_extractor
import copy


class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = copy.deepcopy(backbone)
        self.backbone.eval()
        for p in self.backbone.parameters():
            p.requires_grad = False
        self.backbone.get_submodule(target_layer).register_forward_hook(self.save_output)

    def save_output(self, _module, _input, output):
        self.features = output.clone()

    def forward(self, x):
        _ = self.backbone(x)
        return self.features
