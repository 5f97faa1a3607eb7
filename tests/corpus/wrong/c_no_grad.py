# why: computed under no_grad
# loses: c_gradient
# %% c_compute_loss
@torch.no_grad()
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-2, 2:-2].mean()
