# why: normal noise with deviation 0.125
# loses: d_init_range
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return torch.randn(1, 3, img_height, img_width) * 0.125
