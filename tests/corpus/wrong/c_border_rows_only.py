# why: the border is left out above and below, not left and right
# loses: c_border
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-2].mean()
