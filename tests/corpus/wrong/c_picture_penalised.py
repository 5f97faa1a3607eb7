# why: a penalty on the picture is subtracted, so the number is not the mean activation. May lose c_gradient, when it is
#   compared with that of the mean
# loses: c_filter
# may lose: c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)[:, filter_index, 2:-2, 2:-2].mean()
    return activation - 0.1 * input_image.norm()
