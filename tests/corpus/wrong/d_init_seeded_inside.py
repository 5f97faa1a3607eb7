# why: the seed is set inside, so each call gives the same picture
# loses: d_init_random
# %% d_initialize_image
def initialize_image(img_height, img_width):
    torch.manual_seed(RAND)
    return (torch.rand(1, 3, img_height, img_width) - 0.5) * 0.25
