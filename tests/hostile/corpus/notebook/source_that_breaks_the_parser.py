# why: code so deeply nested that Python's own parser gives up
# %% tamper
cell("c_compute_loss")["source"] = "(" * 90000
cell("d_initialize_image")["source"] = "x = " + "-" * 90000 + "1"
cell("setup")["source"] = "import os\n" + "(" * 50000 + ")" * 50000
