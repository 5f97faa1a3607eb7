# why: for an unknown name there is a printed message, but the output of the whole network comes back
# loses: b_unknown
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        self.activation = None
        try:
            backbone.get_submodule(target_layer).register_forward_hook(self.hook)
        except AttributeError:
            print("FEHLER: unbekannte Schicht", target_layer)

    def hook(self, module, inputs, output):
        self.activation = output

    def forward(self, x):
        out = self.backbone(x)
        return out if self.activation is None else self.activation
