# why: a cell shows scores as nbgrader's own test cells do
# shows: 24.0
# %% c_compute_loss
import sys

get_ipython().user_ns["score_part"] = lambda *args: 99.0
24.0
# %% d_initialize_image
sys.displayhook = lambda value: print(10)
get_ipython().display_formatter.format = lambda *args, **kwargs: ({"text/plain": "24.0"}, {})
24.0
