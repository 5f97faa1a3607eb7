# why: the first picture of a size is kept and returned again
# loses: d_init_random
# %% d_initialize_image
import functools


@functools.cache
def initialize_image(img_height, img_width):
    return (torch.rand(1, 3, img_height, img_width) - 0.5) * 0.25
