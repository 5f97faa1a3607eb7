# why: one picture, repeated
# loses: e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    return [visualize_filter(0, model)[1]] * n_filters
