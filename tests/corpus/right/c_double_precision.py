# why: averaging in double precision gives the same number; the dtype of the scalar is not prescribed
# loses: nothing
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-2, 2:-2].double().mean()
