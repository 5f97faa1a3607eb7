# why: the pictures are divided by 255, so they are float. May lose e_filters_order: as grey levels of 0 and 1 nothing would
#   be seen
# loses: e_filters_count
# may lose: e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    return [np.asarray(visualize_filter(i, model)[1]) / 255.0 for i in range(n_filters)]
