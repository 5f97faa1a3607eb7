# why: symbolic and hard links to files outside
# shows: LINKED []
# %% c_compute_loss
import os

linked = []
for number, target in enumerate(
    ("@COURSE@/gradebook.db", "@HOMEFILE@", "/proc/1/root@TMPFILE@", "../../../../../..@TMPFILE@")
):
    for link in (os.symlink, os.link):
        try:
            link(target, f"link{number}{link.__name__}")
            linked.append(open(f"link{number}{link.__name__}").read())
        except OSError:
            pass
print("LINKED", linked)
