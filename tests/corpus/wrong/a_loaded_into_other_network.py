# why: the checkpoint goes into another network than the one that is returned
# loses: a_pretrained
# %% a_load_resnet50
def load_resnet50():
    pretrained = models.resnet50(weights="DEFAULT")
    model = models.resnet50()
    pretrained.load_state_dict(pretrained.state_dict())
    model.fc = nn.Identity()
    return model.eval()
