# why: a Sequential without fc, and eval() is called on the old network after its layers were collected into a copy
# loses: a_fc a_eval
# %% a_load_resnet50
import copy


def load_resnet50():
    resnet = models.resnet50(weights="IMAGENET1K_V1")
    model = nn.Sequential(*[copy.deepcopy(layer) for layer in list(resnet.children())[:-1]], nn.Flatten())
    resnet.eval()
    return model
