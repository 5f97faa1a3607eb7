# why: a scalar tensor of the right value, but cut off from the picture
# loses: c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image).detach()
    return activation[:, filter_index, 2:-2, 2:-2].mean()
