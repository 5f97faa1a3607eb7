# why: the network normalises its pictures itself, as torchvision's weights were trained
# loses: nothing
# %% a_load_resnet50
from torchvision.transforms import Normalize


def load_resnet50():
    weights = models.ResNet50_Weights.DEFAULT
    model = models.resnet50(weights=weights)
    model.fc = nn.Identity()
    normalise = Normalize(weights.transforms().mean, weights.transforms().std)
    model.register_forward_pre_hook(lambda module, inputs: (normalise(inputs[0]),))
    return model.eval()
