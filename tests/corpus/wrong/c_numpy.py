# why: numpy's mean is no tensor and has no gradient; its value is right
# loses: c_scalar c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image).detach().numpy()
    return np.mean(activation[:, filter_index, 2:-2, 2:-2])
