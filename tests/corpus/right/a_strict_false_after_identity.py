# why: fc is replaced first, so strict=False skips nothing but the unused fc weights of the checkpoint
# loses: nothing
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights=None)
    model.fc = nn.Identity()
    checkpoint = torch.hub.load_state_dict_from_url(models.ResNet50_Weights.IMAGENET1K_V1.url, progress=True)
    result = model.load_state_dict(checkpoint, strict=False)
    print("nicht verwendet:", result.unexpected_keys)
    model.eval()
    return model
