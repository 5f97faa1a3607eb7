# why: one average pooling window as large as the inner map
# loses: nothing
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    inner = model(input_image)[:, filter_index : filter_index + 1, 2:-2, 2:-2]
    return nn.AvgPool2d((inner.shape[2], inner.shape[3]))(inner).squeeze()
