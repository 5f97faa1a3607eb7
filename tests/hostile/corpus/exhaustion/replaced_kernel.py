# why: the kernel becomes another program that answers nothing
# state: limited
# limits: cell_s=3
# %% c_compute_loss
import os

os.execv("/bin/sleep", ["sleep", "1000"])
