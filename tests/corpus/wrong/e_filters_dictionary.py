# why: a dictionary by index; running through it gives the numbers, not the pictures
# loses: e_filters_count e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    return {i: visualize_filter(i, model)[1] for i in range(n_filters)}
