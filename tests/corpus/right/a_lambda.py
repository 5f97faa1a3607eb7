# why: a lambda that hands the work to a helper of the same cell is a function too
# loses: nothing
# %% a_load_resnet50
def _without_top(model):
    model.fc = nn.Identity()
    return model.eval()


load_resnet50 = lambda: _without_top(models.resnet50(weights="DEFAULT"))
