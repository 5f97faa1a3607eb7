# why: files beside the notebook with the names of modules that the grader's probe and the exercise need
# solves: c_compute_loss
# earns: c_scalar c_filter c_border c_gradient
# shows: SHADOWED []
# %% d_initialize_image
import base64, importlib, sys

names = ("torch", "numpy", "json", "base64", "random", "torchvision", "helpers", "graphlib")
shadowed = [name for name in names if getattr(importlib.import_module(name), "AG_EVIL", 0) and name != "helpers"]
print("SHADOWED", shadowed, "HELPER", sys.modules["helpers"].AG_EVIL)
# %% file torch.py
AG_EVIL = 1
# %% file numpy/__init__.py
AG_EVIL = 1
# %% file graphlib.py
AG_EVIL = 1
# %% file json.py
AG_EVIL = 1
# %% file helpers.py
AG_EVIL = 1
# %% file autograder/inside/probe.py
AG_EVIL = 1
# %% file sitecustomize.py
import builtins

builtins.AG_EVIL = 1
# %% file conftest.py
raise SystemExit
