# why: one line is enough
# loses: nothing
# %% c_compute_loss
compute_loss = lambda input_image, filter_index, model: model(input_image)[:, filter_index, 2:-2, 2:-2].mean()
