# why: .pth files, sitecustomize and changed libraries in the Python that all submissions share
# shows: CHANGED []
# cold: yes
# %% c_compute_loss
import site, sys
from pathlib import Path

changed = []
places = [
    *site.getsitepackages(),
    *sys.path,
    sys.prefix,
    sys.base_prefix,
    str(Path(torch.__file__).parent),
    "/usr/lib",
    "/usr/local/lib",
]
for place in {path for path in places if path and not path.startswith("/home/student")}:
    for name in ("ag_evil.pth", "sitecustomize.py", "usercustomize.py"):
        try:
            (Path(place) / name).write_text("import os; os.environ['AG_EVIL'] = '1'")
            changed.append(f"{place}/{name}")
        except OSError:
            pass
for module in (torch, np, pl):
    try:
        open(module.__file__, "a").write("\nEVIL = 1\n")
        changed.append(module.__file__)
    except OSError:
        pass
print("CHANGED", changed)
