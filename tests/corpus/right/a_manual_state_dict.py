# why: the checkpoint loaded by hand into an untrained network gives the pretrained one
# loses: nothing
# %% a_load_resnet50
def load_resnet50():
    weights = models.ResNet50_Weights.IMAGENET1K_V2
    model = models.resnet50()
    model.load_state_dict(weights.get_state_dict(progress=False))
    model.fc = nn.Identity()
    return model.eval()
