# why: the L2 norm of the map, not its mean. May lose c_gradient, when it is compared with that of the mean
# loses: c_filter
# may lose: c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-2, 2:-2].norm()
