# why: an exception with a message and a traceback without measure
# state: graded limited

# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    raise type("E" * 10000, (ValueError,), {})("x" * 2**24)


# %% d_initialize_image
compute_loss(0, 0, 0)
