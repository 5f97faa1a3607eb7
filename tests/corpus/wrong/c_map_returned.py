# why: the inner map is returned, the mean is missing. May lose c_border and c_gradient: a map is no number to compare or
#   to take a gradient of, though its border is right
# loses: c_scalar c_filter
# may lose: c_border c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-2, 2:-2]
