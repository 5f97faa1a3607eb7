# why: more memory than allowed, touched
# state: limited
# reason: memory
# cold: yes
# %% c_compute_loss
import time

hoard = []
while True:
    hoard.append(np.ones(2**25))
    time.sleep(0.01)
