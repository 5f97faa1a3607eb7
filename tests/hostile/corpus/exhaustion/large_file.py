# why: one file larger than allowed, and a sparse one
# shows: STOPPED 2
# %% c_compute_loss
import os

stopped = 0
try:
    with open("large", "wb") as file:
        while True:
            file.write(bytes(2**24))
except OSError:
    stopped += 1
try:
    os.truncate("large", 2**40)
except OSError:
    stopped += 1
os.unlink("large")
print("STOPPED", stopped)
