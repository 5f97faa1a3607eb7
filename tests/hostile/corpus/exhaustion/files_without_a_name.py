# why: large files that are open and have no name, where the kernel's sockets lie
# state: limited
# reason: disk
# %% c_compute_loss
import os
import time

from ipykernel.connect import get_connection_file

held = []
for number in range(3):
    path = os.path.join(os.path.dirname(get_connection_file()), f"f{number}")
    held.append(open(path, "wb"))
    os.unlink(path)
    held[-1].write(b"x" * (30 << 20))
    held[-1].flush()
time.sleep(3)
