# why: a file beside the notebook that the next submission must not find
# shows: 'AG_LEFT_BEHIND.txt'
# %% c_compute_loss
import os

print(os.listdir())
# %% file AG_LEFT_BEHIND.txt
left
