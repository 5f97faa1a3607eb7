# why: functools.reduce over getattr finds nested modules and raises for unknown ones
# loses: nothing
# %% b_feature_extractor
import functools

from pytorch_lightning import LightningModule


class FeatureExtractor(LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        self.outputs = {}
        module = functools.reduce(getattr, target_layer.split("."), self.backbone)
        module.register_forward_hook(self._hook)

    def _hook(self, module, inputs, output):
        self.outputs["target"] = output

    def forward(self, x):
        self.backbone(x)
        return self.outputs.pop("target")
