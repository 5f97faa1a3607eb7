# why: a tenth of each side is left out, two positions at some sizes only
# loses: c_border
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)
    rows, columns = activation.shape[2] // 10, activation.shape[3] // 10
    return activation[:, filter_index, rows:-rows, columns:-columns].mean()
