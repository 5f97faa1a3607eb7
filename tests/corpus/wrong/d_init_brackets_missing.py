# why: brackets are missing: rand - 0.5 * 0.25 gives [-0.125, 0.875]
# loses: d_init_range
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return torch.rand(1, 3, img_height, img_width) - 0.5 * 0.25
