# why: the value is packed into a new tensor that asks for gradients but does not depend on the picture
# loses: c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    value = model(input_image)[:, filter_index, 2:-2, 2:-2].mean()
    return torch.tensor(value.item(), requires_grad=True)
