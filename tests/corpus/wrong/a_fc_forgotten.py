# why: the dense top is still there, the output has 1000 classes
# loses: a_output a_fc
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
    model.eval()
    return model
