# why: after the filter is chosen, the first slice acts on the batch axis and leaves nothing: the mean is nan
# loses: c_scalar c_filter c_border c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    feature_map = model(input_image)[:, filter_index]
    return feature_map[2:-2, 2:-2].mean()
