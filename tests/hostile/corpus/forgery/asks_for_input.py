# why: cells and functions wait for somebody to type something
# shows: REFUSED
# %% c_compute_loss
try:
    input("score? ")
except Exception as error:
    print("REFUSED", type(error).__name__)


def compute_loss(*args):
    return float(input())
