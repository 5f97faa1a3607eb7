# why: a small object that unfolds to four thousand by four thousand items
# state: graded limited
# limits: call_s=3
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    answer = 1
    for _ in range(11):
        answer = [answer] * 4000
    return answer
