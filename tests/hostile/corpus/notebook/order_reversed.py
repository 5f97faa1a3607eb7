# why: all cells in reverse
# solves: c_compute_loss
# earns: c_scalar c_filter c_border c_gradient
# %% tamper
notebook["cells"].reverse()
