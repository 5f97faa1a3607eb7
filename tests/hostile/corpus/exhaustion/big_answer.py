# why: an array larger than an answer may be
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return torch.zeros(5 * 10**7)
