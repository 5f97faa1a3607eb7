# why: the filter index is applied to the rows. May lose c_scalar and c_gradient: with few channels or rows nothing is left
#   or the index is out of range
# loses: c_filter c_border
# may lose: c_scalar c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)
    return activation[:, 2:-2, filter_index, 2:-2].mean()
