# why: a name that a spreadsheet would calculate
# name: @SUM(1+1)*cmd|'/c calc'!A0
# %% c_compute_loss
raise ValueError("=1+1")
