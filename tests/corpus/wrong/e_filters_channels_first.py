# why: channels moved to the front. May lose e_filters_order, which needs to know where the channels are
# loses: e_filters_count
# may lose: e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    return [np.moveaxis(np.asarray(visualize_filter(i, model)[1]), 2, 0) for i in range(n_filters)]
