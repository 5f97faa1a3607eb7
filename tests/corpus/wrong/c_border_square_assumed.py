# why: the width is taken for the height, so on maps that are not square rows are lost or border rows stay in
# loses: c_border
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)
    size = activation.shape[-1]
    return activation[:, filter_index, 2 : size - 2, 2 : size - 2].mean()
