# why: every second filter, 0, 2, 4, … May lose e_filters_count, when the model has fewer filters than that
# loses: e_filters_order
# may lose: e_filters_count
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    return [visualize_filter(2 * i, model)[1] for i in range(n_filters)]
