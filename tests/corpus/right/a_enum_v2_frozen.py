# why: V2 weights; freezing the parameters and moving the network to the device changes nothing that is asked for
# loses: nothing
# %% a_load_resnet50
from torchvision.models import ResNet50_Weights, resnet50


def load_resnet50() -> nn.Module:
    model = resnet50(weights=ResNet50_Weights.IMAGENET1K_V2)
    model.fc = nn.Identity()
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    return model.to(device).eval()
