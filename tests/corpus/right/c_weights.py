# why: the weighted sum with weights of one over the number of inner positions is the mean
# loses: nothing
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)
    weights = torch.zeros(activation.shape[-2:], device=activation.device)
    weights[2:-2, 2:-2] = 1
    weights = weights / weights.sum()
    return torch.einsum("nhw,hw->", activation[:, filter_index], weights)
