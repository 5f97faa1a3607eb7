# why: a grey picture of zeros, neither random nor in the range's width
# loses: d_init_range d_init_random
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return torch.zeros(1, 3, img_height, img_width)
