# why: a right solution whose progress bar writes three thousand short lines, 150 kB in all
# earns: c_scalar c_filter c_border c_gradient
# limits: cell_s=60 submission_s=180
# %% c_compute_loss
import time

for number in range(3000):
    print("." * 50, flush=True)


def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-2, 2:-2].mean()
