# why: a cell that never ends; what it had defined counts
# solves: d_initialize_image
# earns: d_init_shape d_init_range d_init_random
# state: limited
# reason: time
# limits: cell_s=3
# %% c_compute_loss
while True:
    pass
