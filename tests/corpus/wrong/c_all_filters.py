# why: the mean over all filters. May lose c_gradient, when it is compared with the right filter's
# loses: c_filter
# may lose: c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, :, 2:-2, 2:-2].mean()
