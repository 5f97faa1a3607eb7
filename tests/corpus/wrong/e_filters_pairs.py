# why: (loss, picture) pairs instead of pictures
# loses: e_filters_count e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    return [visualize_filter(i, model) for i in range(n_filters)]
