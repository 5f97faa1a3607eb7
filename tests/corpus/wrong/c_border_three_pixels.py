# why: three border pixels instead of two
# loses: c_border
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 3:-3, 3:-3].mean()
