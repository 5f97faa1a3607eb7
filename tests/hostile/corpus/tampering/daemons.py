# why: processes of a session of their own, forked twice, deaf to signals
# shows: STARTED
# cold: yes
# %% c_compute_loss
import os, signal, subprocess, sys, time

code = "import signal, time\nfor number in range(1, 65):\n    try: signal.signal(number, signal.SIG_IGN)\n    except (OSError, ValueError): pass\ntime.sleep(600)"
for _ in range(3):
    subprocess.Popen([sys.executable, "-S", "-c", code], start_new_session=True)
subprocess.Popen(["setsid", "sleep", "600"])
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(600)
    os._exit(0)
print("STARTED")
