# why: cropped twice, four border pixels are left out
# loses: c_border
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)[..., 2:-2, 2:-2]
    return activation[:, filter_index, 2:-2, 2:-2].mean()
