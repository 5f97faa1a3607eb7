# why: a subclass of torchvision's ResNet with the checkpoint inside is a pretrained ResNet50
# loses: nothing
# %% a_load_resnet50
from torchvision.models.resnet import Bottleneck, ResNet


class HeadlessResNet50(ResNet):
    def __init__(self):
        super().__init__(Bottleneck, [3, 4, 6, 3])
        self.load_state_dict(models.ResNet50_Weights.IMAGENET1K_V2.get_state_dict())
        self.fc = nn.Identity()
        self.eval()


def load_resnet50():
    return HeadlessResNet50()
