# why: children()[:-1] leaves the two axes of the pooling in place, (N,2048,1,1), and has no fc
# loses: a_output a_fc
# %% a_load_resnet50
def load_resnet50():
    resnet = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
    model = nn.Sequential(*list(resnet.children())[:-1])
    model.eval()
    return model
