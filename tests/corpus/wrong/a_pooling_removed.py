# why: with the average pooling gone too, the output has 2048 features for each position
# loses: a_output
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
    model.avgpool = nn.Identity()
    model.fc = nn.Identity()
    return model.eval()
