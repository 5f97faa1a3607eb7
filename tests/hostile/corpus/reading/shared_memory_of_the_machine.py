# why: System V and POSIX shared memory and message queues of other processes
# shows: SHARED []
# cold: yes
# %% c_compute_loss
import os
from multiprocessing import shared_memory

shared = [line for name in ("shm", "sem", "msg") for line in open(f"/proc/sysvipc/{name}").readlines()[1:]]
try:
    shared.append(bytes(shared_memory.SharedMemory(name="@SHM@").buf))
except (OSError, ValueError):
    pass
shared += [name for name in os.listdir("/dev/shm") if not name.startswith(("sem.", "torch_"))]
print("SHARED", shared)
