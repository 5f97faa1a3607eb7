# why: the model is put into training mode, and left there
# loses: c_filter
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    model.train()
    activation = model(input_image)
    return activation[:, filter_index, 2:-2, 2:-2].mean()
