# why: what runs at the end of the kernel never ends
# cold: yes
# %% c_compute_loss
import atexit, threading, time

atexit.register(time.sleep, 1000)
threading.Thread(target=time.sleep, args=(1000,)).start()


class Endless:
    def __del__(self):
        time.sleep(1000)


keep = Endless()
