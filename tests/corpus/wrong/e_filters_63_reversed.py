# why: two mistakes, one picture too few and the reversed order
# loses: e_filters_count e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    return [visualize_filter(i, model)[1] for i in range(n_filters - 1, 0, -1)]
