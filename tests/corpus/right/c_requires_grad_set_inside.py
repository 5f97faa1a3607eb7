# why: a picture that does not ask for gradients yet is told to; the loss is differentiable with respect to it
# loses: nothing
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    if not input_image.requires_grad:
        input_image.requires_grad_(True)
    model.eval()
    with torch.enable_grad():
        feature_map = model(input_image)[:, filter_index]
        return feature_map[..., 2:-2, 2:-2].mean()
