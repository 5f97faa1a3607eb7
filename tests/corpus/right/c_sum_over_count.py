# why: the sum divided by the number of inner positions is the mean
# loses: nothing
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    a = model(input_image)
    inner = a[:, filter_index, 2:-2, 2:-2]
    return inner.sum() / inner.numel()
