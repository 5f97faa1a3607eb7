# why: a right solution in a cell that prints more than is allowed
# earns: c_scalar c_filter c_border c_gradient
# state: limited
# reason: output
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-2, 2:-2].mean()


for _ in range(400):
    print("z" * 20000)
