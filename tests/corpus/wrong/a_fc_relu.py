# why: ReLU changes negative input; it only looks like an identity because pooled activations are not negative
# loses: a_fc
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights="DEFAULT")
    model.fc = nn.ReLU()
    return model.eval()
