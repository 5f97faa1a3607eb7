# why: softmax over the features is no identity
# loses: a_fc
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights="DEFAULT")
    model.fc = nn.Softmax(dim=-1)
    return model.eval()
