# why: a Sequential that keeps the layers' names and ends in an fc of nn.Identity has everything that is asked for
# loses: nothing
# %% a_load_resnet50
from collections import OrderedDict


def load_resnet50():
    resnet = models.resnet50(weights="IMAGENET1K_V2")
    layers = OrderedDict((name, layer) for name, layer in resnet.named_children() if name != "fc")
    layers["flatten"] = nn.Flatten()
    layers["fc"] = nn.Identity()
    model = nn.Sequential(layers)
    model.eval()
    return model
