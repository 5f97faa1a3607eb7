# why: shared memory without a name that is written, taken out of the address space, and kept
# shows: KEPT []
# cold: yes
# %% c_compute_loss
import mmap, os

kept = []
for path in ("", "/dev/zero"):
    try:
        shared = mmap.mmap(os.open(path, os.O_RDWR) if path else -1, 64 << 20, flags=mmap.MAP_SHARED)
        shared[:] = b"x" * len(shared)
        shared.madvise(mmap.MADV_DONTNEED)
        kept.append(shared)
    except OSError:
        pass
print("KEPT", kept)
