# why: a new generator with the same seed at each call
# loses: d_init_random
# %% d_initialize_image
def initialize_image(img_height, img_width):
    rng = np.random.default_rng(RAND)
    return torch.from_numpy(rng.uniform(-0.125, 0.125, (1, 3, img_height, img_width))).float()
