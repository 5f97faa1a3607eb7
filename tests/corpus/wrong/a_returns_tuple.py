# why: what comes back is a pair, not a network
# loses: a_output a_fc a_pretrained a_eval
# %% a_load_resnet50
def load_resnet50():
    weights = models.ResNet50_Weights.IMAGENET1K_V2
    model = models.resnet50(weights=weights)
    model.fc = nn.Identity()
    model.eval()
    return model, weights
