# why: other processes: command lines, memory, open files, working directories
# shows: REACHED []
# cold: yes
# %% c_compute_loss
import os
from pathlib import Path

mine = {os.readlink("/proc/self"), str(os.getpid())}
if open("/proc/1/comm").read().strip() == "bwrap":  # the sandbox's own first process
    assert "AG_CANARY" not in open("/proc/1/environ").read()
    mine.add("1")
reached = []
for process in Path("/proc").glob("[0-9]*"):
    if process.name in mine:
        continue
    for name in ("mem", "environ", "maps", "fd", "cwd", "root", "stack", "auxv", "map_files"):
        path = process / name
        try:
            if name in ("fd", "map_files"):
                content = [os.readlink(item) for item in path.iterdir()]
            elif name in ("cwd", "root"):
                content = os.listdir(path / "home")
            elif name == "mem":
                content = os.open(path, os.O_RDWR)
            else:
                content = path.read_bytes()
            if content:
                reached.append((str(path), content))
        except OSError:
            pass
# A cold kernel's parent is bubblewrap's init in the same sandbox: what it holds is the kernel's own.
reached = [item for item in reached if b"AG_CANARY" in repr(item).encode() or item[0].endswith("/mem")]
print("REACHED", reached)
