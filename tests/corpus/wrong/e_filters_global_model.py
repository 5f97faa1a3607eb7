# why: the given model is ignored, the pictures are those of another network's filters
# loses: e_filters_order
# %% e_visualize_filters
torch.manual_seed(RAND)
extractor = nn.Sequential(nn.Conv2d(3, 256, 7, stride=4, padding=3), nn.Softplus())


def visualize_filters(model, n_filters=64):
    return [visualize_filter(i, extractor)[1] for i in range(n_filters)]
