# why: the mask is the wrong way round, the mean goes over the border alone. May lose c_gradient: nothing of the inner part
#   reaches the picture
# loses: c_border
# may lose: c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)[:, filter_index]
    mask = torch.ones_like(activation, dtype=torch.bool)
    mask[:, 2:-2, 2:-2] = False
    return activation[mask].mean()
