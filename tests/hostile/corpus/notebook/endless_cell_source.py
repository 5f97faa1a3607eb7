# why: a cell with a million characters
# state: not_gradable
# %% tamper
cell("c_compute_loss")["source"] = "x = 1\n" * 200000
