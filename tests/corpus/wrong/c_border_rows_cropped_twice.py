# why: both slices act on the rows, four of them are left out, no column is
# loses: c_border
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[0, filter_index][2:-2][2:-2].mean()
