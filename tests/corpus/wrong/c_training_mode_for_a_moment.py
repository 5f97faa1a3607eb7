# why: the loss is taken in training mode, although the mode is set back afterwards
# loses: c_filter
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    model.train()
    activation = model(input_image)
    model.eval()
    return activation[:, filter_index, 2:-2, 2:-2].mean()
