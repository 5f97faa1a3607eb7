# why: normal noise clamped into the range is not uniform
# loses: d_init_range
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return torch.clamp(0.06 * torch.randn(1, 3, img_height, img_width), -0.125, 0.125)
