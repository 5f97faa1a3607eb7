# why: without fc the network cannot run any more; its weights are pretrained and it is in evaluation mode all the same
# loses: a_output a_fc
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights="DEFAULT")
    model.fc = None
    return model.eval()
