# why: the border is left out at the bottom and at the right only
# loses: c_border
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, :-2, :-2].mean()
