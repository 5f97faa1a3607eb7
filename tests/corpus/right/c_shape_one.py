# why: averaging over the two axes of the map leaves shape (1,) for one picture, which is accepted
# loses: nothing
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)
    return activation[:, filter_index, 2:-2, 2:-2].mean(dim=(1, 2))
