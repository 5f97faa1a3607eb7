# why: the interrupt is swallowed, so the kernel must go; the next part is judged in a new one
# solves: d_initialize_image
# earns: d_init_shape d_init_range d_init_random
# state: limited
# reason: time
# limits: call_s=2
# cold: yes
# %% c_compute_loss
import signal, time


def compute_loss(input_image, filter_index, model):
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        try:
            time.sleep(1)
        except BaseException:
            pass
