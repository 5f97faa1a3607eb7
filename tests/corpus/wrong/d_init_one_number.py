# why: one random number for the whole picture is no noise
# loses: d_init_range
# %% d_initialize_image
def initialize_image(img_height, img_width):
    value = float(np.random.uniform(-0.125, 0.125))
    return torch.full((1, 3, img_height, img_width), value)
