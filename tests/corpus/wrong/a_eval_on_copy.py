# why: evaluation mode is set on a copy, the network that is returned stays in training mode
# loses: a_eval
# %% a_load_resnet50
import copy


def load_resnet50():
    model = models.resnet50(weights="DEFAULT")
    model.fc = nn.Identity()
    print(copy.deepcopy(model).eval()(torch.zeros(1, 3, 64, 64)).shape)
    return model
