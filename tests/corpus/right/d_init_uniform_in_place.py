# why: uniform_ fills an empty tensor that asks for gradients afterwards
# loses: nothing
# %% d_initialize_image
def initialize_image(img_height: int = 224, img_width: int = 224) -> torch.Tensor:
    return torch.empty(1, 3, img_height, img_width).uniform_(-0.125, 0.125).requires_grad_(True)
