# why: eval() on a model that is in evaluation mode already changes nothing
# loses: nothing
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    model.eval()
    activation = model(input_image)
    return activation[:, filter_index, 2:-2, 2:-2].mean()
