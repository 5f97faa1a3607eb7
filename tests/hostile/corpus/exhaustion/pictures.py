# why: pictures and other rich output without end
# state: limited
# reason: output
# %% c_compute_loss
from IPython.display import display

for number in range(200):
    display({"image/png": "A" * 200000, "text/html": f"<b>{number}</b>"}, raw=True)
