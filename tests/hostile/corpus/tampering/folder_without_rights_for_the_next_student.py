# why: a folder that nobody may write to, left where the next kernel's sockets will lie
# state: graded limited
# %% c_compute_loss
import os

from ipykernel.connect import get_connection_file

place = os.path.join(os.path.dirname(get_connection_file()), "ro")
os.mkdir(place)
with open(os.path.join(place, "solution.py"), "w") as file:
    file.write("AG_EVIL")
os.chmod(place, 0o500)
