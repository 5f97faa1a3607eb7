# why: the inner part is written for maps of 56×56; with other sizes the lower and right border stay in
# loses: c_border
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:54, 2:54].mean()
