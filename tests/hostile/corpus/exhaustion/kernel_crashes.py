# why: a fault in machine code, in a cell
# solves: e_stitch_filters
# earns: e_stitch_shape e_stitch_layout e_stitch_margin
# state: limited
# %% c_compute_loss
import ctypes

ctypes.string_at(0)
