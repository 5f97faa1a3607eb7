# why: the border is not left out
# loses: c_border
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, :, :].mean()
