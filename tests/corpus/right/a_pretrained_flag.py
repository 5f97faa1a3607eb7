# why: the deprecated flag still loads the V1 weights; the warnings that torchvision writes to stderr cost nothing
# loses: nothing
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(pretrained=True)
    model.fc = nn.Identity()
    model.eval()
    return model
