# why: a function that never returns is asked once, not once per check
# state: limited
# reason: time
# limits: call_s=2
# %% c_compute_loss
import time


def compute_loss(input_image, filter_index, model):
    time.sleep(1000)
