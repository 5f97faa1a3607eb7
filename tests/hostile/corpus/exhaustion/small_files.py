# why: a great many empty files and nested folders
# state: graded limited
# %% c_compute_loss
import os

try:
    for number in range(30000):
        open(f"/tmp/{number}", "w").close()
except OSError:
    pass
try:
    for _ in range(2000):
        os.mkdir("d")
        os.chdir("d")
except OSError:
    pass
