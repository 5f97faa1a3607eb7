# why: torchvision's registry builds the same network
# loses: nothing
# %% a_load_resnet50
def load_resnet50():
    model = models.get_model("resnet50", weights="IMAGENET1K_V2")
    setattr(model, "fc", nn.Identity())
    model.eval()
    return model
