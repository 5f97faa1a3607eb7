# why: every key of the checkpoint got a prefix that the network does not know; strict=False hides that nothing was loaded
# loses: a_pretrained
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50()
    checkpoint = models.ResNet50_Weights.IMAGENET1K_V2.get_state_dict()
    model.load_state_dict({"model." + name: value for name, value in checkpoint.items()}, strict=False)
    model.fc = nn.Identity()
    return model.eval()
