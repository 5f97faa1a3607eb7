# why: the batch axis is missing
# loses: d_init_shape
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return torch.rand(3, img_height, img_width) * 0.25 - 0.125
