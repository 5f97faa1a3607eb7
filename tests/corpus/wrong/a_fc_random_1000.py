# why: a random classifier takes the place of the pretrained one; all weights before it are the pretrained ones
# loses: a_output a_fc
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
    model.fc = nn.Linear(2048, 1000)
    return model.eval()
