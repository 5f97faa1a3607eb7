# why: a Sequential of everything up to the layer, nested names taken apart by hand, inside a block with its ReLUs
# loses: nothing
# %% b_feature_extractor
def layers_up_to(module, path):
    names = [name for name, _ in module.named_children()]
    if isinstance(module, models.resnet.Bottleneck):
        names = ["conv1", "bn1", "relu", "conv2", "bn2", "relu", "conv3", "bn3"]
    if path[0] not in names:
        raise ValueError(f"Schicht {path[0]} gibt es nicht, nur {names}")
    before = [getattr(module, name) for name in names[: names.index(path[0])]]
    target = getattr(module, path[0])
    return before + (layers_up_to(target, path[1:]) if path[1:] else [target])


class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.features = nn.Sequential(*layers_up_to(backbone, target_layer.split(".")))

    def forward(self, x):
        return self.features(x)
