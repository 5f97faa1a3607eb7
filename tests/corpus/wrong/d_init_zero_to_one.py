# why: range [0, 1]
# loses: d_init_range
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return torch.rand(1, 3, img_height, img_width)
