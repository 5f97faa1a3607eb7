# why: keeping the loaded network between calls is thrift, the returned network is right
# loses: nothing
# %% a_load_resnet50
from functools import lru_cache


@lru_cache(maxsize=None)
def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
    model.fc = nn.Identity()
    model.eval()
    return model


backbone = load_resnet50()
print(backbone.fc)
