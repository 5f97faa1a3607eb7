# why: the sum, not the mean
# loses: c_filter
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-2, 2:-2].sum()
