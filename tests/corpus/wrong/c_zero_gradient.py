# why: the picture enters with factor zero only to make backward() work; value right, gradient zero
# loses: c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    with torch.no_grad():
        value = model(input_image)[:, filter_index, 2:-2, 2:-2].mean()
    return value + 0 * input_image.sum()
