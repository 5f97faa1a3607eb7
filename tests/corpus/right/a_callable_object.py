# why: an instance with __call__ can be called like a function; slow (one second) but right
# loses: nothing
# %% a_load_resnet50
import time


class Loader:
    def __init__(self, weights):
        self.weights = weights

    def __call__(self):
        time.sleep(1)
        model = models.resnet50(weights=self.weights)
        model.fc = nn.Identity()
        return model.eval()


load_resnet50 = Loader(models.ResNet50_Weights.DEFAULT)
