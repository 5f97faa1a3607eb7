# why: item() gives a Python float, which is no tensor and has no gradient; its value is right
# loses: c_scalar c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-2, 2:-2].mean().item()
