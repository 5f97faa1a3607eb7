# why: the border is left out of wide maps only
# loses: c_border
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)[:, filter_index]
    if activation.shape[-1] > 24:
        activation = activation[:, 2:-2, 2:-2]
    return activation.mean()
