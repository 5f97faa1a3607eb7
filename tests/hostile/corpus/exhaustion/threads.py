# why: as many threads as the machine gives
# state: graded limited
# shows: THREADS
# %% c_compute_loss
import threading, time

count = 0
try:
    for count in range(20000):
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
except RuntimeError:
    pass
print("THREADS", count)
assert count < 19999
