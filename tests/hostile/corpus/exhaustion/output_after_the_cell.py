# why: a thread that goes on printing between cells and calls
# state: graded limited
# %% c_compute_loss
import threading


def flood():
    while True:
        print("y" * 50000, flush=True)


threading.Thread(target=flood, daemon=True).start()
