# why: the activation in the middle, as Lucid's neuron objective, not the mean. May lose c_border and c_gradient: nearly
#   everything is left out, and the gradient is that of one position
# loses: c_filter
# may lose: c_border c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)
    height, width = activation.shape[-2:]
    return activation[:, filter_index, height // 2, width // 2].mean()
