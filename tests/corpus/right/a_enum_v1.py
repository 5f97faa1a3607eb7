# why: IMAGENET1K_V1 is as right as V2; the sheet asks for pretrained weights
# loses: nothing
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V1)
    model.fc = nn.Identity()
    model.eval()
    return model
