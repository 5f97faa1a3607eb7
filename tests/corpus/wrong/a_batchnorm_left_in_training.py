# why: eval() and then train() for the last stage: the BatchNorms of layer4 use the picture's own statistics
# loses: a_eval
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights="DEFAULT")
    model.fc = nn.Identity()
    model.eval()
    model.layer4.train()
    return model
