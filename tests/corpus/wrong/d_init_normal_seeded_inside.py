# why: two mistakes, normal noise and a fixed seed
# loses: d_init_range d_init_random
# %% d_initialize_image
def initialize_image(img_height, img_width):
    torch.manual_seed(0)
    return torch.randn(1, 3, img_height, img_width)
