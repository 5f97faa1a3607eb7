# why: from the last filter to the first
# loses: e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    images = []
    for i in range(n_filters):
        images.insert(0, visualize_filter(i, model)[1])
    return images
