# why: the list of cells stands there twice; the last one counts, as in every reader of JSON
# solves: c_compute_loss
# %% tamper
empty = copy.deepcopy(notebook["cells"])
for item in empty:
    if "compute_loss" in item["source"]:
        item["source"] = "pass"
content = (json.dumps(notebook)[:-1] + ', "cells": ' + json.dumps(empty) + "}").encode()
