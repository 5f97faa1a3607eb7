# why: three mistakes: a float, no gradient, border kept
# loses: c_scalar c_border c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    with torch.no_grad():
        return float(model(input_image)[0, filter_index].mean())
