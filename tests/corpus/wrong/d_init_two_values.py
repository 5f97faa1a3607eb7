# why: each pixel is one of the two ends of the range, nothing between
# loses: d_init_range
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return torch.randint(0, 2, (1, 3, img_height, img_width)).float() * 0.25 - 0.125
