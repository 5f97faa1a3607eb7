# why: the pretrained convolutions are overwritten by an initialisation that is applied afterwards
# loses: a_pretrained
# %% a_load_resnet50
def init_weights(module):
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        nn.init.xavier_uniform_(module.weight)


def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
    model.fc = nn.Identity()
    model.apply(init_weights)
    return model.eval()
