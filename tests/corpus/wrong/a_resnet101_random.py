# why: an untrained ResNet101 gives 2048 features as well, but it is neither ResNet50 nor pretrained
# loses: a_pretrained
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet101(weights=None)
    model.fc = nn.Identity()
    return model.eval()
