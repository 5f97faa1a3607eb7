# why: one colour channel instead of three
# loses: d_init_shape
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return (torch.rand(1, 1, img_height, img_width) - 0.5) * 0.25
