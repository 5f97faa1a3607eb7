# why: lists in lists, and a list that holds itself
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    answer = []
    for _ in range(100000):
        answer = [answer]
    return answer


# %% d_initialize_image
def initialize_image(height, width):
    itself = []
    itself.append(itself)
    return {"a": (itself,) * 4}
