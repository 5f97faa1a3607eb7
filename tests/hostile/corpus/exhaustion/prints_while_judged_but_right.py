# why: a right function that prints a lot each time it is called
# earns: c_scalar c_filter c_border c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    print("w" * 200000)
    return model(input_image)[:, filter_index, 2:-2, 2:-2].mean()
