# why: the gradebook, another student's notebook and what lies around them
# shows: OPENED []
# cold: yes
# %% c_compute_loss
import glob, os

opened = []
for path in (
    "@COURSE@/gradebook.db",
    "@COURSE@/submitted/102/ANN_U08/XAI_ResNet50V2_TEMPLATE.ipynb",
    "@HOMEFILE@",
    "@TMPFILE@",
    "@SHMFILE@",
    *glob.glob("@COURSE@/**", recursive=True),
):
    for way in (path, f"/proc/1/root{path}", f"/proc/self/root{path}", f"/proc/self/cwd/../../../../..{path}"):
        try:
            opened.append((way, open(way, "rb").read()))
        except OSError:
            pass
print("OPENED", opened)
