# why: a notebook in the format of 2014
# solves: c_compute_loss
# earns: c_scalar c_filter c_border c_gradient
# %% tamper
cells = notebook["cells"]
for item in cells:
    if item["cell_type"] == "code":
        item["input"] = item.pop("source")
        item["prompt_number"] = 1
content = json.dumps(
    {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {},
        "worksheets": [{"cells": cells[:9], "metadata": {}}, {"cells": cells[9:]}],
    }
).encode()
