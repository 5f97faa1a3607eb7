# why: the mean keeps its axes, shape (1,1,1) is no scalar; the value and the gradient are right
# loses: c_scalar
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-2, 2:-2].mean(dim=(0, 1, 2), keepdim=True)
