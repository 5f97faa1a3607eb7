# why: a process name that reads like a line of /proc/PID/status, so that whoever watches the memory stumbles
# state: limited
# %% c_compute_loss
import ctypes
import time

ctypes.CDLL(None).prctl(15, b"\x0bVmRSS:", 0, 0, 0)
held = []
for _ in range(40):
    held.append(bytearray(100 * 2**20))
    for i in range(0, len(held[-1]), 4096):
        held[-1][i] = 1
time.sleep(4)
