# why: first the even filters, then the odd ones
# loses: e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    order = list(range(0, n_filters, 2)) + list(range(1, n_filters, 2))
    return [visualize_filter(i, model)[1] for i in order]
