# why: always 224 by 224
# loses: d_init_shape
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return (torch.rand(1, 3, 224, 224) - 0.5) * 0.25
