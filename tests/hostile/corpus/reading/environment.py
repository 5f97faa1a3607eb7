# why: the environment of the trusted process, also of the processes above
# shows: LOOKED
# cold: yes
# %% c_compute_loss
import os
from pathlib import Path

print("LOOKED", dict(os.environ))
for path in Path("/proc").glob("[0-9]*/environ"):
    try:
        print(path, path.read_bytes().decode(errors="replace"))
    except OSError as error:
        print(path, type(error).__name__)
