# why: normal noise that stays in the range but is not uniform
# loses: d_init_range
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return torch.randn(1, 3, img_height, img_width).mul(0.02)
