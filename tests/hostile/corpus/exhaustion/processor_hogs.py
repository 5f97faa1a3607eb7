# why: more processes that calculate than the machine has cores
# state: graded limited
# limits: cell_s=3
# %% c_compute_loss
import os

for _ in range(8):
    if os.fork() == 0:
        while True:
            pass
