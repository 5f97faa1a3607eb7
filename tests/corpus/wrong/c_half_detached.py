# why: the rows below the middle are cut off from the graph, so half of the gradient is missing
# loses: c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    inner = model(input_image)[:, filter_index, 2:-2, 2:-2]
    half = inner.shape[1] // 2
    return torch.cat([inner[:, :half], inner[:, half:].data], dim=1).mean()
