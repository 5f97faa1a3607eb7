# why: things without a file that could outlive a process
# shows: MADE
# cold: yes
# %% c_compute_loss
import ctypes, os, socket

libc = ctypes.CDLL(None)
made = [
    libc.shmget(0x41474147, 4096, 0o1666) >= 0,
    libc.semget(0x41474147, 1, 0o1666) >= 0,
    libc.msgget(0x41474147, 0o1666) >= 0,
]
server = socket.socket(socket.AF_UNIX)
server.bind("\0ag-left-behind")
server.listen()
if os.fork() == 0:
    server.accept()
print("MADE", made)
