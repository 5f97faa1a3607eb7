# why: two mistakes, the neighbouring filter and the border left out above and below only. May lose c_gradient, when it is
#   compared with the right filter's
# loses: c_filter c_border
# may lose: c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index - 1, 2:-2, :].mean()
