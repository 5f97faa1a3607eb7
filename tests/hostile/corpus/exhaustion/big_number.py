# why: a number whose digits take forever, and many long texts
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return 1 << 10**7


# %% d_initialize_image
def initialize_image(height, width):
    text = "x" * 10**6
    return {str(key): text for key in range(3000)}
