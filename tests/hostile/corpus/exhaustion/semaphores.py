# why: System V semaphores in sets of thousands, whose memory belongs to no process
# shows: SETS 0
# cold: yes
# %% c_compute_loss
import ctypes

libc = ctypes.CDLL(None)
print("SETS", sum(libc.semget(0, 32000, 0o600) >= 0 for _ in range(100)))
