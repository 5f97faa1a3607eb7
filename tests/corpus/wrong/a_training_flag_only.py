# why: only the flag of the outermost module is cleared; every BatchNorm stays in training mode
# loses: a_eval
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
    model.fc = nn.Identity()
    model.training = False
    return model
