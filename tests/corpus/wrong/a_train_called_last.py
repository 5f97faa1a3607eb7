# why: train() after eval() switches evaluation mode off again
# loses: a_eval
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights="IMAGENET1K_V1").eval()
    model.fc = nn.Identity()
    for parameter in model.parameters():
        parameter.requires_grad = False
    return model.train()
