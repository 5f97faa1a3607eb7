# why: a loop that stops at the layer, going down into stages and blocks for nested names
# loses: nothing
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        self.target_layer = target_layer

    def run(self, module, x, path):
        if not path:
            return module(x)
        if isinstance(module, models.resnet.Bottleneck):
            steps = ["conv1", "bn1", "relu", "conv2", "bn2", "relu", "conv3", "bn3"]
        else:
            steps = [name for name, _ in module.named_children()]
        for name in steps:
            child = module._modules[name]
            if name == path[0]:
                return self.run(child, x, path[1:])
            x = child(x)
        raise KeyError("Die Schicht " + self.target_layer + " wurde nicht gefunden")

    def forward(self, x):
        return self.run(self.backbone, x, self.target_layer.split("."))
