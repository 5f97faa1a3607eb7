# why: (a), (b) and (c) are wrong, (d) and (e) do not suffer from it
# loses: a_pretrained a_eval b_gradient c_border
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50()
    model.fc = nn.Identity()
    return model


# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        backbone.get_submodule(target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output.detach()

    def forward(self, x):
        self.backbone(x)
        return self.activation


# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index].mean()
