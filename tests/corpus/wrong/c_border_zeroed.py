# why: border set to zero but still counted, so the mean is too small. May lose c_border: whether a border that counts as
#   zero was left out is a matter of view
# loses: c_filter
# may lose: c_border
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)
    mask = torch.zeros_like(activation)
    mask[:, :, 2:-2, 2:-2] = 1.0
    return (activation * mask)[:, filter_index].mean()
