# why: the model sees a copy that is cut off from the picture; the loss has a gradient, but the picture gets none
# loses: c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    x = input_image.clone().detach().requires_grad_(True)
    return model(x)[:, filter_index, 2:-2, 2:-2].mean()
