# why: the width is ignored
# loses: d_init_shape
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return (torch.rand(1, 3, img_height, img_height) - 0.5) * 0.25
