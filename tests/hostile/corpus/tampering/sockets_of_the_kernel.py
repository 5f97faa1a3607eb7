# why: the kernel's own connection file and sockets become links to files outside, and a heap of folders
# state: graded limited
# cold: yes
# %% c_compute_loss
import os
from ipykernel.connect import get_connection_file

folder = os.path.dirname(get_connection_file())
for name in os.listdir(folder):
    try:
        os.unlink(f"{folder}/{name}")
        os.symlink("@COURSE@/gradebook.db", f"{folder}/{name}")
    except OSError:
        pass
try:
    os.symlink("@COURSE@", f"{folder}/course")
    os.mkdir(f"{folder}/locked")
    open(f"{folder}/locked/file", "w").close()
    os.chmod(f"{folder}/locked", 0o000)
except OSError:
    pass
