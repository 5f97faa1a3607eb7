# why: the picture is moved to the device of the model's parameters, on a CPU nothing happens
# loses: nothing
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    model_device = next(model.parameters()).device
    activation = model.forward(input_image.to(model_device))
    loss = activation[:, filter_index, 2:-2, 2:-2].mean()
    assert loss.requires_grad or not input_image.requires_grad
    return loss
