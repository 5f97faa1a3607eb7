# why: inside a block the children are run as a Sequential, without the ReLUs between them, so layer3.5.conv2 is wrong
# loses: b_nested
# %% b_feature_extractor
def layers_up_to(module, path):
    names = [name for name, _ in module.named_children()]
    position = names.index(path[0])
    children = list(module.children())
    if len(path) == 1:
        return children[: position + 1]
    return children[:position] + layers_up_to(children[position], path[1:])


class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.features = nn.Sequential(*layers_up_to(backbone, target_layer.split(".")))

    def forward(self, x):
        return self.features(x)
