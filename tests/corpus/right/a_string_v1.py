# why: weights named by a string; eval() spelled as train(False)
# loses: nothing
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights="IMAGENET1K_V1", progress=False)
    model.fc = nn.Identity()
    return model.train(False)
