# why: a look-up in named_modules; its KeyError names the unknown layer
# loses: nothing
# %% b_feature_extractor
import pytorch_lightning


class FeatureExtractor(pytorch_lightning.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.net = backbone
        self.store = []
        dict(self.net.named_modules())[target_layer].register_forward_hook(lambda m, i, o: self.store.append(o))

    def forward(self, x):
        self.store.clear()
        self.net(x)
        return self.store[-1]
