# why: System V shared memory, which belongs to no process once it is let go
# state: graded limited
# hides: HOARDED
# %% c_compute_loss
import ctypes

libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
amount = 0
for _ in range(10):
    segment = libc.shmget(0, 2**28, 0o1600)
    address = libc.shmat(segment, None, 0) if segment >= 0 else -1
    if segment < 0 or address in (None, 2**64 - 1, -1):
        break
    ctypes.memset(address, 1, 2**28)
    libc.shmdt(ctypes.c_void_p(address))
    amount += 2**28
if amount > 2**31:
    print("HOARDED", amount)
