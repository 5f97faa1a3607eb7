# why: one picture too few
# loses: e_filters_count
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    return [visualize_filter(i, model)[1] for i in range(n_filters - 1)]
