# why: filters 1 to n instead of 0 to n-1
# loses: e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    return [visualize_filter(i, model)[1] for i in range(1, n_filters + 1)]
