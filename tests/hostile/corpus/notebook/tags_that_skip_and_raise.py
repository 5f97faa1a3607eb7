# why: tags and attachments that would change how the notebook is run or shown
# solves: c_compute_loss
# earns: c_scalar c_filter c_border c_gradient
# hides: skip-execution image/svg+xml
# %% tamper
for item in notebook["cells"]:
    item["metadata"]["tags"] = ["skip-execution", "raises-exception", "remove_cell", "parameters"]
    item["attachments"] = {"x.svg": {"image/svg+xml": "<svg onload=alert(1)>"}}
