# why: grey levels as whole numbers from 0 to 255
# loses: d_init_shape d_init_range
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return torch.randint(0, 256, (1, 3, img_height, img_width), dtype=torch.uint8)
