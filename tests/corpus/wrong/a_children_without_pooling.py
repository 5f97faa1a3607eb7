# why: children()[:-2] also drops the pooling; the output is a feature map and there is no fc
# loses: a_output a_fc
# %% a_load_resnet50
def load_resnet50():
    resnet = models.resnet50(weights="DEFAULT")
    return nn.Sequential(*list(resnet.children())[:-2]).eval()
