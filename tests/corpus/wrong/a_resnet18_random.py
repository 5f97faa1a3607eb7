# why: an untrained ResNet18 gives 512 features
# loses: a_output a_pretrained
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet18()
    model.fc = nn.Identity()
    model.eval()
    return model
