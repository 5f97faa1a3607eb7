# why: torchvision refuses another number of classes together with pretrained weights, so the call ends in an error
# loses: a_output a_fc a_pretrained a_eval
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights="DEFAULT", num_classes=2048)
    model.fc = nn.Identity()
    return model.eval()
