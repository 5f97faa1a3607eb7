# why: nothing was done
# loses: d_init_shape d_init_range d_init_random
# %% d_initialize_image
def initialize_image(img_height, img_width):
    raise NotImplementedError()
