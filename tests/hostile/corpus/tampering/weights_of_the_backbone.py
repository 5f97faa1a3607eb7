# why: the checkpoint that all submissions load
# shows: REPLACED []
# cold: yes
# %% a_load_resnet50
import os
from pathlib import Path

replaced = []
for path in Path(os.environ["TORCH_HOME"]).rglob("*"):
    for change in (
        lambda: path.write_bytes(b"evil"),
        lambda: path.unlink(),
        lambda: path.rename("/tmp/x"),
        lambda: path.chmod(0o777),
    ):
        try:
            change()
            replaced.append(str(path))
        except OSError:
            pass
print("REPLACED", replaced)
