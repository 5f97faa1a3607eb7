# why: axes in Keras order (1,H,W,3)
# loses: d_init_shape
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return (torch.rand(1, img_height, img_width, 3) - 0.5) * 0.25
