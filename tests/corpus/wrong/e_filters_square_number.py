# why: the number is rounded down to a square, so pictures are missing unless it is one
# loses: e_filters_count
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    n = int(np.sqrt(n_filters))
    return [visualize_filter(n * row + column, model)[1] for row in range(n) for column in range(n)]
