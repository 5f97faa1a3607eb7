# why: layer4 is replaced by a fresh one, so a large part of the weights is random
# loses: a_pretrained
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights="DEFAULT")
    model.layer4 = models.resnet50().layer4
    model.fc = nn.Identity()
    model.eval()
    return model
