# why: an index counted wrongly: three pixels are left out at the lower and the right side
# loses: c_border
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)
    height, width = activation.shape[2] - 1, activation.shape[3] - 1
    return activation[:, filter_index, 2 : height - 2, 2 : width - 2].mean()
