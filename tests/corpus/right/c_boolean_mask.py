# why: a mask that is true inside, and the mean of what it selects
# loses: nothing
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)[:, filter_index]
    mask = torch.zeros_like(activation, dtype=torch.bool)
    mask[:, 2:-2, 2:-2] = True
    return activation[mask].mean()
