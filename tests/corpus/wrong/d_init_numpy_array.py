# why: a numpy array is no tensor; its shape, range and randomness are right
# loses: d_init_shape
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return np.random.uniform(-0.125, 0.125, (1, 3, img_height, img_width)).astype(np.float32)
