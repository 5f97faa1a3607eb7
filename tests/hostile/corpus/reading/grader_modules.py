# why: the grader's packages through the import system and the metadata of installed distributions
# shows: IMPORTED []
# cold: yes
# %% c_compute_loss
import importlib, importlib.metadata, sys

imported = []
for path in ("@PROJECT@", "@PROJECT@/tests", "/", "/proc/1/root@PROJECT@", "/proc/self/cwd"):
    sys.path.insert(0, path)
importlib.invalidate_caches()
for name in (
    "reference",
    "autograder.checks.oracle",
    "autograder.grading",
    "autograder.checks.test_c_loss",
    "autograder.made_up",
    "conftest",
):
    try:
        imported.append(importlib.import_module(name).__name__)
    except ImportError:
        pass
print("IMPORTED", imported)
