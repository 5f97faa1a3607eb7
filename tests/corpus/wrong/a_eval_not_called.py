# why: the parentheses of eval() are missing, so nothing is called
# loses: a_eval
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
    model.fc = nn.Identity()
    model.eval
    return model
