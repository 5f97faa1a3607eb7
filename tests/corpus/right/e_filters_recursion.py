# why: the pictures of the first n-1 filters and one more
# loses: nothing
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    if n_filters == 0:
        return []
    return visualize_filters(model, n_filters - 1) + [visualize_filter(n_filters - 1, model)[1]]
