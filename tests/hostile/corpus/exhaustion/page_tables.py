# why: a great deal of memory that is only read: all of it is the same page of zeros, the tables of its addresses are not
# state: limited
# reason: memory
# cold: yes
# %% c_compute_loss
import mmap

NO_RESERVE = 0x4000
size = 2 << 40
empty = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | NO_RESERVE, prot=mmap.PROT_READ)
np.frombuffer(empty, np.uint8)[:: 2 << 20].sum()
