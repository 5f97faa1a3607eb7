# why: whatever descriptor was left open by who started the kernel: files are read, sockets are written to
# shows: INHERITED []
# cold: yes
# %% c_compute_loss
import os, socket, stat
from pathlib import Path

inherited = []
for name in os.listdir("/proc/self/fd"):
    try:
        target = os.readlink(f"/proc/self/fd/{name}")
        mode = os.fstat(int(name)).st_mode
    except OSError:
        continue
    if stat.S_ISSOCK(mode):
        sock = socket.socket(fileno=os.dup(int(name)))
        try:
            peer, own = sock.getpeername(), sock.getsockname()
        except OSError:
            continue
        if sock.family == socket.AF_UNIX and sock.type == socket.SOCK_SEQPACKET:
            inherited.append(("control", name))
            sock.send(b'{"directory": "/", "connection_file": "/x"}')
    elif stat.S_ISREG(mode) and "memfd" not in target and "deleted" not in target:
        inherited.append((name, target))
    elif stat.S_ISREG(mode):
        print("content", os.pread(int(name), 1000, 0))
inherited = [item for item in inherited if not str(item[1]).startswith(("/usr", "/proc", "/home/student"))]
print("INHERITED", inherited)
