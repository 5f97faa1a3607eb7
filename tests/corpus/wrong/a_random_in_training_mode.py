# why: two mistakes, random weights and training mode
# loses: a_pretrained a_eval
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50()
    model.fc = nn.Identity()
    return model
