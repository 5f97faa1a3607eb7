# why: code that runs when the kernel ends
# cold: yes
# %% c_compute_loss
import atexit, os, signal, threading, weakref


def leave():
    for folder in ("/tmp", "/dev/shm", "@COURSE@", "@TMPDIR@"):
        try:
            open(f"{folder}/AG_LEFT_BEHIND", "w").write("left behind")
        except OSError:
            pass


atexit.register(leave)
threading._register_atexit(leave)
weakref.finalize(torch, leave)
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
    signal.signal(number, lambda *args: leave())
