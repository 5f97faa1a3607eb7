# why: the kernel stops itself like a job of a shell
# state: limited
# limits: cell_s=3
# cold: yes
# %% c_compute_loss
import os, signal

os.kill(os.getpid(), signal.SIGSTOP)
