# why: each process stays below the limit, all together do not
# state: limited
# reason: memory
# %% c_compute_loss
import os, time

for _ in range(6):
    if os.fork() == 0:
        hoard = np.ones(2**26)
        time.sleep(600)
time.sleep(600)
