# why: narrow and select instead of slices
# loses: nothing
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image).select(1, filter_index)
    height, width = activation.shape[-2:]
    return activation.narrow(-2, 2, height - 4).narrow(-1, 2, width - 4).mean()
