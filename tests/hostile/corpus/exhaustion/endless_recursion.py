# why: recursion without end, in Python and in machine code
# state: graded limited
# %% c_compute_loss
import sys


def compute_loss(*args):
    sys.setrecursionlimit(10**9)
    return compute_loss(*args)
