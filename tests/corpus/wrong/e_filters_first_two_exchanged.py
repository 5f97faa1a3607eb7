# why: filters 0 and 1 are exchanged
# loses: e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    images = [visualize_filter(i, model)[1] for i in range(n_filters)]
    images[0], images[1] = images[1], images[0]
    return images
