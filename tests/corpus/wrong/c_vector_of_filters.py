# why: the mean of each filter, the choice of the filter is missing. May lose c_border and c_gradient: a vector is no number
#   to compare or to take a gradient of
# loses: c_scalar c_filter
# may lose: c_border c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, :, 2:-2, 2:-2].mean(dim=(0, 2, 3))
