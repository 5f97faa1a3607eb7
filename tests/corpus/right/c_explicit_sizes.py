# why: borders counted from height and width
# loses: nothing
# %% c_compute_loss
def compute_loss(input_image, filter_index, model, border=2):
    activation = model(input_image)
    n, c, h, w = activation.shape
    inner = activation[:, :, border : h - border, border : w - border]
    return inner[:, filter_index].mean()
