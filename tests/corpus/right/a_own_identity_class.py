# why: a module of one's own that hands its input on unchanged is an identity
# loses: nothing
# %% a_load_resnet50
class PassThrough(nn.Module):
    def forward(self, x):
        return x


def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
    model.fc = PassThrough()
    return model.eval()
