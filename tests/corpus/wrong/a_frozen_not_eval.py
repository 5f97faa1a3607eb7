# why: frozen parameters are not evaluation mode; BatchNorm still uses the picture's own statistics
# loses: a_eval
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.DEFAULT)
    model.fc = nn.Identity()
    model.requires_grad_(False)
    return model
