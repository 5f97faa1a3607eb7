# why: a seed makes random weights repeatable, not pretrained
# loses: a_pretrained
# %% a_load_resnet50
def load_resnet50():
    torch.manual_seed(RAND)
    model = models.resnet50(weights=None)
    model.fc = nn.Identity()
    return model.eval()
