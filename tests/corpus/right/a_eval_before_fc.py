# why: eval() came before fc was replaced; nn.Identity behaves alike in both modes, so the network is in evaluation mode
# loses: nothing
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.DEFAULT)
    model.eval()
    model.fc = nn.Identity()
    return model
