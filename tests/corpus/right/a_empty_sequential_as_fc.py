# why: an empty nn.Sequential hands its input on unchanged
# loses: nothing
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
    model.fc = nn.Sequential()
    model.eval()
    return model
