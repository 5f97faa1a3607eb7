# why: compute_loss ends in an error; every function that calls it is judged with a right one
# loses: c_scalar c_filter c_border c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(image)[:, filter_index, 2:-2, 2:-2].mean()
