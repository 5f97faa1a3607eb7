# why: filter 0 counts as none: the mean of all
# loses: c_filter
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)[:, :, 2:-2, 2:-2]
    if filter_index:
        activation = activation[:, filter_index]
    return activation.mean()
