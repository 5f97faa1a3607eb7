# why: squares are averaged. May lose c_gradient, when the gradient is compared with that of the mean
# loses: c_filter
# may lose: c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return (model(input_image)[:, filter_index, 2:-2, 2:-2] ** 2).mean()
