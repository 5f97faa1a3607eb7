# why: nested answers whose description would fill a hundred megabytes
# %% c_compute_loss
def compute_loss(*args):
    answer = "y" * 180
    for _ in range(10):
        answer = (answer, answer, answer)
    return answer
