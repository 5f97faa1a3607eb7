# why: the BatchNorm layers of the checkpoint are dropped, so the convolutions run on untrained normalisation
# loses: a_pretrained
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50()
    checkpoint = models.ResNet50_Weights.DEFAULT.get_state_dict()
    checkpoint = {name: value for name, value in checkpoint.items() if "bn" not in name and "downsample.1" not in name}
    model.load_state_dict(checkpoint, strict=False)
    model.fc = nn.Identity()
    model.eval()
    return model
