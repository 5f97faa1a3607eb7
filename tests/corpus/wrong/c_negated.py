# why: the negated mean; the sheet asks for the mean, which is maximised. May lose c_gradient, when its direction is compared with that of the mean
# loses: c_filter
# may lose: c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return -model(input_image)[:, filter_index, 2:-2, 2:-2].mean()
