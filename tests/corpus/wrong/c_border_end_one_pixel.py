# why: at the lower and the right side only one pixel is left out
# loses: c_border
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-1, 2:-1].mean()
