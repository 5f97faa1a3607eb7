# why: only the last picture comes back
# loses: e_filters_count e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    for i in range(n_filters):
        loss, img = visualize_filter(i, model)
    return img
