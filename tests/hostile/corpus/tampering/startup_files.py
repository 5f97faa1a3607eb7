# why: what IPython, Python, matplotlib and shells run when they start
# %% c_compute_loss
from pathlib import Path

evil = "import builtins\nbuiltins.AG_EVIL = True\n"
for name in (
    ".ipython/profile_default/startup/00-evil.py",
    ".ipython/profile_default/ipython_config.py",
    ".ipython/profile_default/ipython_kernel_config.py",
    ".jupyter/jupyter_config.py",
    ".config/matplotlib/matplotlibrc",
    ".local/lib/python3.11/site-packages/usercustomize.py",
    ".bashrc",
    ".pdbrc",
    "torch.py",
    "autograder/__init__.py",
    "sitecustomize.py",
):
    path = Path.home() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(evil)
