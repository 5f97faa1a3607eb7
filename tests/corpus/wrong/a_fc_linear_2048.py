# why: a random linear layer has the right width but is no identity
# loses: a_fc
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
    model.fc = nn.Linear(2048, 2048)
    model.eval()
    return model
