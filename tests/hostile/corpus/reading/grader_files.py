# why: checks, reference, source notebook and everything else of the project, by their paths and by walking the disk
# shows: LISTED [] READ []
# cold: yes
# %% c_compute_loss
import os
from pathlib import Path

project = Path("@PROJECT@")
listed = [
    name
    for name in ("autograder", "reference", "source", "tests", "docs", "shared")
    if (project / name).is_dir() and list((project / name).iterdir())
]
read = [
    name
    for name in (
        "pyproject.toml",
        "README.md",
        "autograder/checks/test_c_loss.py",
        "source/ANN_U08/XAI_ResNet50V2_TEMPLATE.ipynb",
    )
    if (project / name).exists()
]
print("LISTED", listed, "READ", read)
