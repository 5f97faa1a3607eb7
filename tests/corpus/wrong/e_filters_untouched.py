# why: nothing was done
# loses: e_filters_count e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    raise NotImplementedError()
