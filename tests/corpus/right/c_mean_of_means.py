# why: the mean of the rows' means is the mean, because all rows are equally long
# loses: nothing
# %% c_compute_loss
def inner_part(feature_map, border=2):
    return feature_map[border:-border, border:-border]


def compute_loss(input_image, filter_index, model):
    feature_map = model(input_image)[0][filter_index]
    return torch.stack([row.mean() for row in inner_part(feature_map)]).mean()
