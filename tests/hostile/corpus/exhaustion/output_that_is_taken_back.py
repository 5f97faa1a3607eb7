# why: output that is cleared again and again never grows, and never ends
# state: limited
# limits: cell_s=3
# %% c_compute_loss
from IPython.display import clear_output, display

shown = display("x", display_id=True)
while True:
    clear_output()
    shown.update("z" * 1000)
