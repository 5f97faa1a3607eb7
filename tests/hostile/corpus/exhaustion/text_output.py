# why: text without end
# state: limited
# reason: output
# %% c_compute_loss
while True:
    print("x" * 10000)
