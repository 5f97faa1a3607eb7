# why: the border is cropped off the picture, not off the activation
# loses: c_border
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image[:, :, 2:-2, 2:-2])[:, filter_index].mean()
