# why: one message larger than all that is allowed
# state: limited
# reason: output
# %% c_compute_loss
print("x" * 2**25)
