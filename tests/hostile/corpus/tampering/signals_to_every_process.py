# why: every process that can be named is killed
# state: limited
# cold: yes
# %% c_compute_loss
import os, signal

for pid in (
    int("@PID@"),
    os.getppid(),
    1,
    2,
    *(int(name) for name in os.listdir("/proc") if name.isdigit()),
    -1,
    os.getpid(),
):
    try:
        if pid != os.getpid() or pid == -1:
            os.kill(pid, signal.SIGKILL)
    except OSError:
        pass
os.kill(os.getpid(), signal.SIGKILL)
