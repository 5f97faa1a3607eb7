# why: the identity is stored under a name that ResNet does not use; fc is still the classifier
# loses: a_output a_fc
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
    model.classifier = nn.Identity()
    model.eval()
    return model
