# why: code becomes Markdown and raw, Markdown becomes code
# solves: c_compute_loss
# earns: c_scalar c_filter c_border c_gradient
# %% tamper
for item in notebook["cells"]:
    item["cell_type"] = {"code": "raw", "markdown": "code"}[item["cell_type"]]
cell("c_compute_loss")["cell_type"] = "markdown"
