# why: nothing was done
# loses: c_scalar c_filter c_border c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    raise NotImplementedError()
