# why: padding by -2 crops two pixels on each side
# loses: nothing
# %% c_compute_loss
import torch.nn.functional as F


def compute_loss(input_image, filter_index, model):
    return F.pad(model(input_image), (-2, -2, -2, -2)).mean(dim=[0, 2, 3])[filter_index]
